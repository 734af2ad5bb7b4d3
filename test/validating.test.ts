/** `/validate/*` and `/examples` through the application, asked by nobody in particular. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { examples } from "#src/affinity/examples.ts";
import { wholeApp } from "./support/app.ts";
import { newDatabase } from "./support/databases.ts";
import { lastFirst } from "./support/last-first.ts";
import { secret } from "./support/tokens.ts";

test("proteins and ligands are judged for whoever asks", async (context) => {
  const ending = lastFirst(context);
  const settings = await newDatabase(ending, "pglite");
  const { app } = await wholeApp(ending, settings, { JWT_SECRET: secret });
  const post = (url: string, payload: unknown) =>
    app.inject({
      method: "POST",
      url,
      headers: { "content-type": "application/json" },
      payload: JSON.stringify(payload),
    });
  const judge = async (url: string, payload: object) => {
    const answer = await post(url, payload);
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };

  assert.deepEqual((await app.inject("/examples")).json(), examples);

  const protein = await judge("/validate/protein", { sequence: ">one\nmkta yiak\nQR*" });
  assert.deepEqual([protein.valid, protein.sequence, protein.length], [true, "MKTAYIAKQR", 10]);
  assert.deepEqual(protein.errors, []);
  const stopped = await judge("/validate/protein", { sequence: "MK*TA" });
  assert.equal(stopped.valid, false);
  assert.equal(stopped.errors[0].position, 2);
  for (const sequence of ["", "\0", "(".repeat(1e6), "A".repeat(100_000), "\u{1F9EC}"]) {
    const { valid, errors, message } = await judge("/validate/protein", { sequence });
    assert.equal(valid, false);
    assert(errors.length > 0 && message.length < 1000);
  }

  const ligand = await judge("/validate/ligand", { smiles: "CC(=O)Oc1ccccc1C(=O)[O-].[Na+]" });
  assert.deepEqual(
    [
      ligand.valid,
      ligand.formula,
      ligand.descriptors.heavy_atoms,
      ligand.descriptors.formal_charge,
    ],
    [true, "C9H7O4-", 13, -1],
  );
  assert.match(ligand.svg, /^<svg|<\?xml/);
  assert.match(ligand.warnings[0].message, /salt|part/);
  for (const smiles of ["", "\0", "(".repeat(1e6), "C1CC", "[Fe]", "CCO\ud800"]) {
    const { valid, errors, svg } = await judge("/validate/ligand", { smiles });
    assert.deepEqual([valid, errors.length > 0, svg], [false, true, undefined]);
  }

  const refusals = [
    ["/validate/protein", {}, "sequence"],
    ["/validate/protein", { sequence: 7 }, "sequence"],
    ["/validate/protein", { sequence: "MK", id: "A" }, "id"],
    ["/validate/protein", ["MK"], ""],
    ["/validate/ligand", { smiles: null }, "smiles"],
    ["/validate/ligand?drawn=1", { smiles: "C" }, "drawn"],
    ["/validate/ligand", null, ""],
  ] as const;
  for (const [url, body, path] of refusals) {
    const answer = await post(url, body);
    assert.equal(answer.statusCode, 422, url);
    assert.equal(answer.json().errors[0].path, path);
    assert.match(answer.json().errors[0].message, /^(must be |is not a field)/);
  }
});
