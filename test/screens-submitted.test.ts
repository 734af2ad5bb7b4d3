/** What a screen takes and refuses, and how it is stopped, gone on with, listed, told as a file, deleted. */
import assert from "node:assert/strict";
import { csvRows } from "#src/affinity/csv.ts";
import type { Screen, ScreenLigand } from "#src/affinity/screen.ts";
import { getScreen } from "#src/affinity/screens/own.ts";
import { untilTold } from "./support/job-bench.ts";
import { screenEngine } from "./support/screen-engine.ts";
import { openScreens, type SubmittedScreen } from "./support/screens.ts";
import { newUser, onSharedDatabases } from "./support/shared-database.ts";

const count =
  "select (select count(*) from screens)::int as screens, (select count(*) from screen_ligands)::int as ligands";

onSharedDatabases("a screen over HTTP", {
  // Those that work come first: what others leave in the queue would be theirs.
  async "stops, goes on with what is left, and is told to nobody else"(database) {
    const engine = screenEngine((smiles, { signal }) =>
      smiles === "CCC" ? untilTold(signal) : undefined,
    );
    await using screens = await openScreens(database, { engine, window: 1 });
    const { screen_id: id, id: job } = await screens.submit({
      ligands: ["C", "CC", "CCC", "CCCC"],
    });
    await screens.until(id, ({ job }) => job!.message.startsWith("2 of 4 predicted"));
    const stranger = newUser();
    await assert.rejects(getScreen(database, stranger, id), /There is no screen/);

    const early = await screens.ask("POST", `/screens/${id}/resume`);
    assert.equal(early.statusCode, 409);
    const stopped = await screens.ask("POST", `/screens/${id}/stop`);
    assert.equal(stopped.statusCode, 200, stopped.body);
    const { state, message } = stopped.json<Screen>().job!;
    assert.equal(state, "cancelled");
    assert.match(message, /^Stopped · 2 of 4 predicted · best [^·]*\)$/);
    assert.equal((await screens.ask("GET", `/jobs/${job}`)).json().message, message);
    assert.deepEqual(stopped.json<Screen>().counts.waiting, 2);
    assert.equal((await screens.ask("POST", `/screens/${id}/stop`)).statusCode, 409);

    engine.before = () => {};
    const resumed = (await screens.ask("POST", `/screens/${id}/resume`)).json<SubmittedScreen>();
    assert.notEqual(resumed.id, job);
    const ended = await screens.until(id);
    assert.equal(ended.job?.job_id, resumed.id);
    assert.equal(ended.counts.completed, 4);
    assert.deepEqual(engine.asked, ["C", "CC", "CCC", "CCC", "CCCC"]);
    const { ligands } = await screens.ligands(id, "?order=place");
    assert.deepEqual(
      ligands.map(({ files }) => files![0]!.url),
      [1, 2, 3, 4].map((place) => `/jobs/${place < 3 ? job : resumed.id}/files/${place}.cif`),
    );

    const gone = await screens.ask("DELETE", `/screens/${id}`);
    assert.equal(gone.statusCode, 204, gone.body);
    assert.equal((await screens.ask("GET", `/screens/${id}`)).statusCode, 404);
    assert.equal((await screens.ask("GET", ligands[0]!.files![0]!.url)).statusCode, 404);
    assert.deepEqual(await Array.fromAsync(screens.blobs.list("predictions/")), []);
  },

  async "is stopped without a word of what it was doing"(database) {
    const stopped = async (said: string, kind = "screen") => {
      const { rows: begun } = await database.query<{ id: string }>(
        `insert into jobs (owner, kind, request, message)
         values (gen_random_uuid(), $1, '{}', $2) returning id`,
        [kind, said],
      );
      const { rows } = await database.query<{ message: string }>(
        "update jobs set state = 'cancelled' where id = $1 returning message",
        [begun[0]!.id],
      );
      return rows[0]!.message;
    };
    const best = "2 of 4 predicted · best 12 nM ((R)-a · b)";
    assert.equal(await stopped(`${best} · Starting Boltz`), `Stopped · ${best}`);
    assert.equal(await stopped(best), `Stopped · ${best}`);
    const none = "Demonstration, invented: 0 of 4 predicted";
    assert.equal(await stopped(`${none} · Structure 1 of 4`), `Stopped · ${none}`);
    assert.equal(await stopped("3 of 4 ligands read"), "Stopped · 3 of 4 ligands read");
    assert.equal(await stopped("5 ligands are left: the screen goes on in a moment."), "Stopped");
    assert.equal(await stopped(""), "Stopped");
    const long = `0 of 1 predicted · best 1 nM (${"x".repeat(960)})`;
    assert.equal((await stopped(long)).length, 1000);
    assert.equal(await stopped("Step 3", "sweep"), "Step 3");
  },

  async "is told as CSV that is no formula, and as JSON lines"(database) {
    await using screens = await openScreens(database);
    const { screen_id: id } = await screens.submit({
      engine: "demonstration",
      ligands: [
        { smiles: "CC", name: '=1+1,"x"' },
        { smiles: "CCC", name: "@SUM(A1)" },
        { smiles: "-C", name: "two\r\nlines" },
        "CC",
      ],
    });
    await screens.until(id);
    const csv = await screens.ask("GET", `/screens/${id}/results.csv`);
    assert.match(String(csv.headers["content-type"]), /^text\/csv/);
    assert.equal(csv.headers["content-disposition"], `attachment; filename="screen-${id}.csv"`);
    const [heading, ...rows] = csvRows(csv.body, (message) => new Error(message)).map(
      ({ cells }) => cells,
    );
    assert.equal(heading!.length, 24);
    const column = (name: string) => rows.map((cells) => cells[heading!.indexOf(name)]);
    assert.deepEqual(column("rank"), ["1", "2", "2", ""]);
    assert.deepEqual(column("place"), ["2", "1", "4", "3"]);
    assert.deepEqual(column("name"), ["'@SUM(A1)", `'=1+1,"x"`, "", "two\r\nlines"]);
    assert.deepEqual(column("smiles"), ["CCC", "CC", "CC", "'-C"]);
    assert.deepEqual(column("same_as"), ["", "", "1", ""]);
    assert.deepEqual(column("simulated"), Array(4).fill("simulated"));
    assert.equal(column("ic50_nm")[1], column("ic50_nm")[2]);

    const lines = await screens.ask("GET", `/screens/${id}/results.jsonl`);
    const ligands = lines.body
      .trimEnd()
      .split("\n")
      .map((line): ScreenLigand => JSON.parse(line));
    assert.deepEqual(ligands, (await screens.ligands(id)).ligands);
    assert.equal(
      (await screens.ask("GET", `/screens/${newUser().id}/results.csv`)).statusCode,
      404,
    );
  },

  async "comes as CSV, SDF, lines or JSON; what cannot be read names its place"(database) {
    await using screens = await openScreens(database, { isWorker: false });
    const refusal = async (body: object) => {
      const answer = await screens.post(body);
      assert.equal(answer.statusCode, 422, answer.body);
      return answer.json().errors;
    };
    const [before] = (await database.query(count)).rows;
    assert.deepEqual(await refusal({ ligands: "name,smiles\na,CC\nb", format: "csv" }), [
      { path: "ligands", message: "Line 3: has 1 cell, but the heading has 2." },
    ]);
    assert.deepEqual(await refusal({ ligands: ["C", 5] }), [
      { path: "ligands", message: "Ligand 2 must be a SMILES, or an object with `smiles`." },
    ]);
    assert.deepEqual(await refusal({ ligands: ["C\0"] }), [
      { path: "ligands", message: "Ligand 1: it has the character 0, which no text can hold." },
    ]);
    assert.deepEqual(await refusal({ ligands: "CC" }), [
      {
        path: "format",
        message: "is needed where ligands is a text: one of csv, smiles, sdf, json",
      },
    ]);
    assert.deepEqual(
      (await refusal({ ligands: [], protein: { sequence: "" }, seed: -1, complex: {} })).map(
        ({ path }: { path: string }) => path,
      ),
      ["protein.sequence", "seed", "complex"],
    );
    assert.deepEqual(await refusal({ ligands: ["C"], use_msa: true }), [
      {
        path: "use_msa",
        message:
          "must be false: this server has no MSA server (MSA_SERVER_URL). Give an alignment as msa, or leave both out",
      },
    ]);
    assert.deepEqual((await database.query(count)).rows, [before]);

    const named = async (body: object) => {
      const { screen_id } = await screens.submit(body);
      const { ligands } = await screens.ligands(screen_id);
      return ligands.map(({ place, name, smiles, state }) => [place, name, smiles, state]);
    };
    const both = [
      [1, "a", "CC", "given"],
      [2, "", "CCC", "given"],
    ];
    assert.deepEqual(await named({ ligands: "id;SMILES\na;CC\n;CCC", format: "csv" }), both);
    assert.deepEqual(await named({ ligands: "CC a\n# none\nCCC\n", format: "smiles" }), both);
    assert.deepEqual(
      await named({ ligands: '[{"smiles":"CC","id":"a"},"CCC"]', format: "json" }),
      both,
    );
    assert.deepEqual(await named({ ligands: `${ethane}$$$$\n`, format: "sdf" }), [
      [1, "ethane", undefined, "given"],
    ]);
  },

  async "is made once for a key, and a key stands for one request"(database) {
    await using screens = await openScreens(database, { isWorker: false });
    const headers = { "idempotency-key": "a key" };
    const body = { ligands: ["C", "CC"], priority: 3 };
    const answers = await Promise.all([1, 2, 3].map(() => screens.post(body, headers)));
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [200, 200, 202]);
    const ids = new Set(answers.map((answer) => answer.json<SubmittedScreen>().screen_id));
    assert.equal(ids.size, 1);
    const [id] = ids;
    assert(answers.every(({ headers }) => headers.location === `/screens/${id}`));
    assert.equal(answers[0]!.json().status, "pending");
    assert.equal(answers[0]!.json().priority, 3);
    assert.equal((await screens.get(id!)).ligands, 2);
    const other = await screens.post({ ...body, ligands: ["C", "CCC"] }, headers);
    assert.equal(other.statusCode, 422);
    assert.equal(other.json().errors[0].path, "Idempotency-Key");
  },

  async "is refused with the way to an engine where there is none"(database) {
    await using screens = await openScreens(database, { isWorker: false, lack: "Install it." });
    const answer = await screens.post({ ligands: ["C"] });
    assert.equal(answer.statusCode, 503);
    assert.equal(answer.json().detail, "Install it.");
  },

  async "is listed page by page, the newest first"(database) {
    await using screens = await openScreens(database, { isWorker: false });
    const made: string[] = [];
    for (const name of ["one", "two", "three"]) {
      made.unshift((await screens.submit({ name, ligands: ["C"] })).screen_id);
    }
    const first = (await screens.ask("GET", "/screens?limit=2")).json();
    const second = (await screens.ask("GET", `/screens?limit=2&cursor=${first.next}`)).json();
    const seen = [...first.screens, ...second.screens].slice(0, 3);
    assert.deepEqual(
      seen.map(({ screen_id }) => screen_id),
      made,
    );
    assert.deepEqual(
      seen.map(({ name }) => name),
      ["three", "two", "one"],
    );
  },
});

const ethane = `ethane
  by hand

  2  1  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
    1.5000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
  1  2  1  0
M  END
`;
