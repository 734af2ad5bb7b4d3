/** `retort serve`: the server, until it is told to stop. */
import { once } from "node:events";
import { Command, Option } from "commander";
import { type Flags, readConfig, type SettingName, settings } from "#src/server/config.ts";
import { describeFields, flagOf } from "./flags.ts";

/** The command: a flag for every setting, `--limit-n` for `LIMIT_N`. */
export function serveCommand(): Command {
  const command = new Command("serve")
    .description("Run the server: the page, the API and its documentation.")
    .helpGroup("Server:")
    .action(run);
  const defaults = settings.parse({});
  for (const { name, type, text } of describeFields(settings.shape)) {
    const takesNothing = typeof defaults[name as SettingName] === "boolean";
    const flag = flagOf(name.toLowerCase());
    command.addOption(new Option(takesNothing ? flag : `${flag} <${type}>`, text));
  }
  return command;
}

async function run(options: Readonly<Record<string, string | boolean>>): Promise<void> {
  const config = readConfig(flagsOf(options));
  // Loaded here: the other commands do without.
  const { startServer } = await import("#src/server/serve.ts");
  const server = await startServer(config);
  console.log(`Retort is at ${server.url}`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await server.close();
}

/** The options given, by the names of the settings. */
function flagsOf(options: Readonly<Record<string, string | boolean>>): Flags {
  const given = Object.keys(settings.shape).flatMap((name) => {
    const value = options[new Option(flagOf(name.toLowerCase())).attributeName()];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(given);
}
