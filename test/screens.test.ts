/** Screens over HTTP: read, sorted out, predicted, ranked, told. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type ScreenLigand, screenResult } from "#src/affinity/screen.ts";
import { JobFailure } from "#src/jobs/failure.ts";
import { figureOf, screenEngine } from "./support/screen-engine.ts";
import { openScreens } from "./support/screens.ts";
import { onSharedDatabases } from "./support/shared-database.ts";

onSharedDatabases("a screen", {
  async "a screen is read, sorted out, predicted and ranked"(database) {
    await using screens = await openScreens(database);
    const { screen_id, ...job } = await screens.submit({
      name: "First",
      ligands: [
        "CCO",
        { smiles: "CC(=O)Oc1ccccc1C(=O)O", name: "aspirin" },
        "OCC",
        "C1CC",
        "*C",
        "CCCCO",
      ],
    });
    assert.equal(job.kind, "screen");
    const screen = await screens.until(screen_id);
    assert.equal(screen.job?.job_id, job.id);
    assert.equal(screen.job?.state, "completed", JSON.stringify(screen));
    assert.deepEqual([screen.job.status, screen.job.progress], ["completed", 100]);
    assert.deepEqual(screen.counts, {
      given: 0,
      waiting: 0,
      rejected: 2,
      duplicate: 1,
      completed: 3,
      failed: 0,
    });
    assert.equal(screen.options.sampling_steps, 200);

    const { ligands, next } = await screens.ligands(screen_id);
    assert.equal(next, null);
    assert.deepEqual(
      ligands.map(({ place, state, rank, same_as }) => [place, state, rank, same_as]),
      [
        [2, "completed", 1, undefined],
        [6, "completed", 2, undefined],
        [1, "completed", 3, undefined],
        [3, "duplicate", 3, 1],
        [4, "rejected", undefined, undefined],
        [5, "rejected", undefined, undefined],
      ],
    );
    const [aspirin, , ethanol, again, unclosed] = ligands as [
      ScreenLigand,
      ScreenLigand,
      ScreenLigand,
      ScreenLigand,
      ScreenLigand,
    ];
    assert.equal(aspirin.name, "aspirin");
    assert.equal(aspirin.affinity_pred_value, figureOf(aspirin.descriptors!.mw));
    assert.equal(aspirin.ic50_nm, 10 ** (aspirin.affinity_pred_value! + 3));
    assert(Math.abs(aspirin.spread! - 0.2) < 1e-9);
    assert.equal(again.affinity_pred_value, ethanol.affinity_pred_value);
    assert.deepEqual(again.files, ethanol.files);
    assert.match(unclosed.reasons[0]!.message, /ring/i);
    assert.equal(unclosed.affinity_pred_value, undefined);

    const { url } = aspirin.files![0]!;
    const file = await screens.ask("GET", url);
    assert.equal(file.body, `data_${aspirin.canonical_smiles}\n`);
    assert.equal(screens.engine.disposed, 3);

    const detail = (await screens.ask("GET", `/screens/${screen_id}/ligands/3`)).json();
    assert.equal(detail.result.ligand.canonical_smiles, "CCO");
    assert.deepEqual(detail.result.structures, [
      { name: "1.cif", url: ethanol.files![0]!.url, confidence_score: 0.75 },
    ]);
    assert.deepEqual(detail.result.provenance.msa, { source: "empty" });

    const result = screenResult.parse((await screens.ask("GET", `/jobs/${job.id}/result`)).json());
    assert.deepEqual(
      result.best.map(({ place }) => place),
      [2, 6, 1],
    );
    const told = (await screens.ask("GET", `/jobs/${job.id}`)).json();
    assert.equal(told.progress, 100);
    assert.equal(told.engine, "boltz");
    assert.match(told.message, /^3 of 3 predicted · best .* \(aspirin\)$/);
  },

  async "a screen of which nothing can be predicted says so"(database) {
    await using screens = await openScreens(database);
    const { screen_id } = await screens.submit({ ligands: ["C1CC", "*C"] });
    const { job, counts } = await screens.until(screen_id);
    assert.deepEqual([job?.state, counts.rejected], ["completed", 2]);
    assert.equal(job?.message, "None of the 2 ligands can be predicted; each says why");
  },

  async "the end is estimated, from what the engine says while none is over"(database) {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const engine = screenEngine((_, context) => {
      context.report(0.5, "Thinking", 600);
      return opened;
    });
    await using screens = await openScreens(database, { engine, window: 2 });
    const { screen_id, id } = await screens.submit({ ligands: ["C", "CC", "CCC", "CCCC"] });
    const job = async () => (await screens.ask("GET", `/jobs/${id}`)).json();
    await screens.until(screen_id, () => engine.inHand.now === 2);
    const secondsLeft = ({ estimated_completion, updated_at }: Record<string, string>) =>
      (Date.parse(estimated_completion!) - Date.parse(updated_at!)) / 1000;
    let told = await job();
    // Two at once take 600 s, and so do the other two; before the second has said so it is twice as much.
    while (!(secondsLeft(told) > 1100 && secondsLeft(told) < 1300)) {
      await sleep(10);
      told = await job();
    }
    // 5 % are the reading.
    assert(told.progress > 5 && told.progress < 100, String(told.progress));
    open();
    assert.equal((await screens.until(screen_id)).job?.state, "completed");
  },

  async "results are there as they come"(database) {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const engine = screenEngine((smiles) => (smiles === "CCC" ? opened : undefined));
    await using screens = await openScreens(database, { engine });
    const { screen_id } = await screens.submit({
      ligands: ["C", "CC", "CCC"],
      engine: "demonstration",
    });
    const now = await screens.until(screen_id, ({ counts }) => counts.completed === 2);
    assert.equal(now.job?.state, "running");
    assert.equal(now.simulated, true);
    const { ligands } = await screens.ligands(screen_id);
    assert.deepEqual(
      ligands.map(({ place, rank, state }) => [place, rank, state]),
      [
        [2, 1, "completed"],
        [1, 2, "completed"],
        [3, undefined, "waiting"],
      ],
    );
    assert(ligands.every(({ simulated }) => simulated === true));
    open();
    const { job } = await screens.until(screen_id);
    assert.equal(job?.state, "completed");
    assert.match(job.message, /^Demonstration, invented: 3 of 3 predicted · best /);
    const { request } = (await screens.ask("GET", `/jobs/${job.job_id}`)).json();
    assert.deepEqual([request.name, request.ligands], ["3 ligands", 3]);
  },

  async "pages of ligands follow each other in both orders"(database) {
    await using screens = await openScreens(database);
    const { screen_id } = await screens.submit({ ligands: ["CC", "CCCC", "x", "C", "CCC", "CC"] });
    await screens.until(screen_id);
    for (const [order, places] of [
      ["rank", [2, 5, 1, 6, 4, 3]],
      ["place", [1, 2, 3, 4, 5, 6]],
    ] as const) {
      const seen: number[] = [];
      for (let after: number | null = null; ; ) {
        const page = await screens.ligands(
          screen_id,
          `?order=${order}&limit=2${after === null ? "" : `&after=${after}`}`,
        );
        seen.push(...page.ligands.map(({ place }) => place));
        after = page.next;
        if (after === null) break;
      }
      assert.deepEqual(seen, places);
    }
    const duplicates = await screens.ligands(screen_id, "?state=duplicate");
    assert.deepEqual(
      duplicates.ligands.map(({ place, same_as, rank }) => [place, same_as, rank]),
      [[6, 1, 3]],
    );
  },

  async "what a ligand is to blame for fails that ligand; what may pass is tried twice"(database) {
    const engine = screenEngine((smiles) => {
      if (smiles === "CC") throw new JobFailure("input_at_fault", "No such atoms.");
      if (smiles === "CCC")
        throw new JobFailure("boltz_failed", "It broke.", {
          retry: true,
          detail: { at_start: false },
        });
      if (smiles === "CCCC") throw new TypeError("a fault of ours");
    });
    await using screens = await openScreens(database, { engine, window: 1 });
    const { screen_id } = await screens.submit({ ligands: ["C", "CC", "CCC", "CCCC", "CCCCC"] });
    const screen = await screens.until(screen_id);
    assert.equal(screen.job?.state, "completed");
    assert.deepEqual([screen.counts.completed, screen.counts.failed], [2, 3]);
    assert.deepEqual(engine.asked, ["C", "CC", "CCC", "CCC", "CCCC", "CCCC", "CCCCC"]);
    const { ligands } = await screens.ligands(screen_id, "?state=failed");
    assert.deepEqual(
      ligands.map(({ error }) => error),
      [
        { code: "input_at_fault", message: "No such atoms.", retriable: false },
        { code: "boltz_failed", message: "It broke.", retriable: true },
        {
          code: "internal",
          message: "The server failed. Its log has the reason under the job's id.",
          retriable: true,
        },
      ],
    );
    engine.before = () => {};
    engine.asked.length = 0;
    const resumed = await screens.ask("POST", `/screens/${screen_id}/resume`);
    assert.equal(resumed.statusCode, 202, resumed.body);
    assert.equal(resumed.headers.location, `/screens/${screen_id}`);
    const { counts } = await screens.until(screen_id);
    assert.deepEqual([counts.completed, counts.failed], [4, 1]);
    assert.deepEqual(engine.asked, ["CCC", "CCCC"]);
    const nothing = await screens.ask("POST", `/screens/${screen_id}/resume`);
    assert.equal(nothing.statusCode, 409);
    assert.match(nothing.json().detail, /Nothing of the screen is left/);
  },

  async "a program that fails at its start fails the attempt, and no ligand"(database) {
    const engine = screenEngine(() => {
      if (engine.asked.length < 3)
        throw new JobFailure("boltz_failed", "No GPU.", {
          retry: true,
          detail: { at_start: true },
        });
    });
    await using screens = await openScreens(database, { engine, window: 2 });
    const { screen_id, id } = await screens.submit({ ligands: ["C", "CC", "CCC"] });
    const { counts } = await screens.until(screen_id);
    assert.deepEqual([counts.completed, counts.failed], [3, 0]);
    assert.equal((await screens.ask("GET", `/jobs/${id}`)).json().attempt, 2);
  },

  async "what another attempt has read is not read again, and is known for what it is"(database) {
    await using idle = await openScreens(database, { isWorker: false });
    const { screen_id } = await idle.submit({ ligands: ["OCC", "CCO", "x", "OCCC"] });
    await database.query(
      `update screen_ligands set state = 'waiting', canonical_smiles = 'CCO', descriptors = '{}'
       where screen = $1 and place = 1`,
      [screen_id],
    );
    await idle[Symbol.asyncDispose]();
    await using screens = await openScreens(database);
    const { counts } = await screens.until(screen_id);
    assert.deepEqual([counts.completed, counts.duplicate, counts.rejected], [2, 1, 1]);
    const { ligands } = await screens.ligands(screen_id, "?state=duplicate");
    assert.deepEqual(
      ligands.map(({ place, same_as }) => [place, same_as]),
      [[2, 1]],
    );
    const { rows } = await database.query(
      "select from screen_ligands where screen = $1 and descriptors = '{}'",
      [screen_id],
    );
    assert.equal(rows.length, 1);
  },

  async "a shift that is over leaves the rest to the next"(database) {
    await using screens = await openScreens(database, { shiftSeconds: 0, window: 1 });
    const { screen_id, id } = await screens.submit({ ligands: ["C", "CC"] });
    const now = await screens.until(screen_id, ({ job }) => /ligands are left/.test(job!.message));
    assert.equal(now.counts.waiting, 2);
    const job = (await screens.ask("GET", `/jobs/${id}`)).json();
    assert.equal(job.error, null);
  },
});
