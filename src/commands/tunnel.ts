/** `retort tunnel`: one simulation, into a file or a pipe. */
import { Command } from "commander";
import { simulateTunnelingNpz, simulateTunnelingRaw } from "#src/client/index.ts";
import { tunnelingFields, tunnelingRequest } from "#src/tunneling/problem.ts";
import { untilInterrupted } from "./failure.ts";
import {
  asBadFlags,
  type BadFlag,
  badFields,
  fieldOptions,
  givenFields,
  UsageError,
} from "./flags.ts";
import { fileOutput, type Output, standardOutput } from "./output.ts";
import { formatSeconds, withNotice, withProgress } from "./progress.ts";
import { badServer, serviceAt } from "./service.ts";

/** A server decides for itself how much is too much: here every size is good. */
const anySize = {
  intervals: Infinity,
  frames: Infinity,
  responseBytes: Infinity,
  eigenvectorBytes: Infinity,
};

interface TunnelOptions extends Record<string, unknown> {
  readonly out?: string;
  readonly server?: string;
  readonly quiet?: boolean;
}

/** The command. */
export function tunnelCommand(): Command {
  const command = new Command("tunnel")
    .description("Simulate a wave packet that meets a barrier, and write every frame of it.")
    .helpGroup("Instruments:")
    .action(run);
  for (const option of fieldOptions(tunnelingFields)) command.addOption(option);
  return command
    .optionsGroup("Output:")
    .option(
      "-o, --out <file>",
      "FILE.npz for numpy.load, FILE.bin for the wave stream; - or a pipe takes the wave stream",
    )
    .option("-q, --quiet", "say nothing but what goes wrong")
    .optionsGroup("Server:")
    .option(
      "--server <url>",
      "ask a running Retort server (default: one of its own, for as long as it takes)",
    );
}

async function run(options: TunnelOptions): Promise<void> {
  const request = givenFields(options, tunnelingFields);
  const bad = [
    ...badFields(request, tunnelingFields, tunnelingRequest(anySize)),
    ...badOut(options.out, process.stdout.isTTY),
    ...badServer(options.server),
  ];
  if (bad.length > 0) throw new UsageError(bad);

  const start = performance.now();
  const signal = untilInterrupted();
  await using service = await serviceAt(options.server);
  await using output = await outputTo(options.out);
  const simulate = options.out?.endsWith(".npz") ? simulateTunnelingNpz : simulateTunnelingRaw;
  const showsProgress = process.stderr.isTTY && options.quiet !== true;
  const asked = simulate(request, { baseUrl: service.url, signal }).catch(asBadFlags);
  const answer = await (showsProgress ? withNotice(asked, "Solving …", process.stderr) : asked);
  const { body, byteLength, headers } = answer;
  const expected = { bytes: byteLength, frames: Number(headers.get("x-frames")) || undefined };
  const isWhole = await output.write(
    showsProgress ? withProgress(body, expected, process.stderr) : body,
  );
  if (!isWhole || options.quiet) return;
  const size = byteLength === undefined ? "all" : `${byteLength.toLocaleString("en-US")} bytes`;
  const seconds = formatSeconds((performance.now() - start) / 1000);
  console.error(`Wrote ${size} to ${output.name} in ${seconds}.`);
}

function badOut(out: string | undefined, isTerminal: boolean): BadFlag[] {
  const toPipe = out === undefined || out === "-";
  if (toPipe && !isTerminal) return [];
  if (!toPipe && /\.(npz|bin)$/.test(out)) return [];
  const message = toPipe
    ? "a terminal shows no numbers: give a FILE.npz or FILE.bin, or pipe the output"
    : `"${out}" ends in neither .npz nor .bin`;
  return [{ flag: "--out", message }];
}

function outputTo(out: string | undefined): Output | Promise<Output> {
  return out === undefined || out === "-" ? standardOutput() : fileOutput(out);
}
