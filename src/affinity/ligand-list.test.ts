import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type LigandListFormat, ligandListLimits, parseLigandList } from "./ligand-list.ts";

const expected = [
  { structure: "CCO", name: "ethanol", line: 2 },
  { structure: "C#N", name: 'the "sharp", one', line: 4 },
];

test("CSV is read with any separator, quotes and headings", () => {
  for (const separator of [",", ";", "\t"]) {
    const text = [
      ["ID", "Note", "SMILES"],
      ["ethanol", '"a\nb"', "CCO"],
      ['"the ""sharp"", one"', "", " C#N "],
    ]
      .map((cells) => cells.join(separator))
      .join("\r\n");
    assert.deepEqual(parseLigandList(`\uFEFF${text}\r\n\r\n`, "csv"), expected);
  }
});

test("lines of SMILES have names after a blank, and comments", () => {
  const text = '# mine\nCCO ethanol\n\r\n  C#N\tthe "sharp", one \n';
  assert.deepEqual(parseLigandList(text, "smiles"), [expected[0], { ...expected[1], line: 4 }]);
});

test("JSON is SMILES, or objects", () => {
  const text = '["CCO", {"smiles": "CC", "name": "ethane"}, {"smiles": "C", "id": 7}]';
  assert.deepEqual(parseLigandList(text, "json"), [
    { structure: "CCO", line: 1 },
    { structure: "CC", name: "ethane", line: 2 },
    { structure: "C", name: "7", line: 3 },
  ]);
});

test("SDF is mol blocks with their names", () => {
  const text = "ethane\n\n\n…\nM  END\n> <x>\n1\n\n$$$$\n\n\n\n…\nM  END\n$$$$\n";
  assert.deepEqual(parseLigandList(text, "sdf"), [
    { structure: "ethane\n\n\n…\nM  END", name: "ethane", line: 1 },
    { structure: "\n\n\n…\nM  END", line: 10 },
  ]);
});

test("what is written as CSV is read back the same", () => {
  const cell = fc.string({ unit: fc.constantFrom("C", "(", '"', ",", ";", "\n", "\r\n", "=") });
  const row = fc.tuple(cell, cell).filter(([smiles]) => smiles.trim() !== "");
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = rows.map(([smiles, name]) => `${quoted(smiles)},${quoted(name)}`);
      const entries = parseLigandList(`smiles,name\n${lines.join("\n")}`, "csv");
      assert.deepEqual(
        entries.map(({ structure, name = "" }) => [structure, name]),
        rows.map(([smiles, name]) => [smiles.trim(), name.trim()]),
      );
    }),
  );
});

const faults: [format: LigandListFormat, text: string, says: RegExp][] = [
  ["smiles", "\n# nothing\n", /no ligand/],
  ["csv", "Name,Formula \na,b", /^Line 1: .*column `smiles`, but has `Name`, `Formula`/],
  ["csv", "smiles,name\nCCO,a\nCC\n", /^Line 3: has 1 cell, but the heading has 2/],
  ["csv", 'smiles\nCC\n"C', /^Line 3: a quote is opened/],
  ["csv", 'smiles,n\nCC,1\n"CC"C,1', /^Line 3: text follows a closing quote/],
  ["sdf", "a\nM  END\n$$$$\nb\n\n$$$$\n", /^Line 4: the record has no `M {2}END`/],
  ["json", "{", /not JSON/],
  ["json", '{"smiles": "C"}', /must be a JSON array/],
  ["json", '["C", null]', /^Ligand 2 must be a SMILES/],
  ["smiles", "C\n".repeat(ligandListLimits.ligands + 1), /more than the 10000 ligands/],
  ["json", `["C"${',"C"'.repeat(ligandListLimits.ligands)}]`, /more than the 10000 ligands/],
  ["smiles", `${"#\n".repeat(ligandListLimits.lines)}C`, /more than 100000 lines/],
  ["csv", `smiles${"\n".repeat(ligandListLimits.lines + 1)}C`, /more than 100000 lines/],
];

for (const [format, text, says] of faults) {
  test(`${format} is refused: ${says.source}`, () => {
    assert.throws(() => parseLigandList(text, format), { name: "LigandListError", message: says });
  });
}

test("a long text without one mol block is refused in one pass", () => {
  // In a pass for each line it would take hours.
  assert.throws(() => parseLigandList("C\n".repeat(2e6), "sdf"), /^LigandListError: Line 1/);
});
