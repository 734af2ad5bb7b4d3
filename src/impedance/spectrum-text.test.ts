import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readSpectrum, SpectrumError, turned } from "./spectrum-text.ts";

const read = (text: string) => {
  const { frequencies, impedance, notes } = readSpectrum(text, "cell.csv");
  return { f: [...frequencies], re: [...impedance.re], im: [...impedance.im], notes };
};

const twoPoints = { f: [1, 10], re: [5000, 4000], im: [-20.5, -100], notes: [] };

for (const [what, text] of Object.entries({
  "commas, no heading": "1,5000,-20.5\n10,4000,-100\n",
  "falling frequencies": "10,4000,-100\n1,5000,-20.5",
  "semicolons and decimal commas": "f;Re;Im\r\n1,0;5000;-20,5\r\n10;4000,0;-100\r\n",
  "tabs, a preamble and a mark of order":
    "\uFEFFZPLOT\nfreq/Hz\tRe(Z)/Ohm\tIm(Z)/Ohm\n1\t5000\t-20.5\n10\t4000\t-1E2\n",
  "spaces and comments": "# by hand\n  1  5000 -20.5\n\n# again\n 10\t4000   -100 ",
  "quotes, other columns, another order":
    '"Im Z","Pt","Freq. (Hz)","Re Z"\n-20.5,0,1,5000\n-100,1,10,4000',
  "spaces and a heading with units":
    "Frequency (Hz) Zreal (ohm) Zimag (ohm)\n1 5000 -20.5\n10 4000 -100",
  primes: "Freq,Z',Z''\n1,5000,-20.5\n10,4000,-100",
  "a separator at the ends of rows": "1,5000,-20.5,\n10,4000,-100,",
  "true minus signs": "1;5000;−20.5\n10;4000;−100",
  "an index before the frequency, and a line of units":
    "Index,Frequency,Z',Z''\n#,Hz,Ohm,Ohm\n1,1,5000,-20.5\n2,10,4000,-100\n,,,\n",
  "a potentiostat's table":
    "TAG\tEISPOT\nZCURVE\tTABLE\n\tPt\tTime\tFreq\tZreal\tZimag\tZphz\n" +
    "\t#\ts\tHz\tohm\tohm\t°\n\t0\t7\t1\t5000\t-20.5\t0\n\t1\t9\t10\t4000\t-100\t0",
  "rows that were counted under a sign": "#,f,Re,Im\n3,1,5000,-20.5\n4,10,4000,-100",
})) {
  test(`it reads ${what}`, () => assert.deepEqual(read(text), twoPoints));
}

test("a heading says whether it is −Im Z, and in which units", () => {
  const { notes, ...points } = read("f (kHz);Z' (kΩ);-Z'' (kΩ)\n0,001;5;0,0205\n0,01;4;0,1");
  assert.deepEqual({ ...points, notes: [] }, twoPoints);
  assert.match(notes.join(" "), /“-Z'' \(kΩ\)” says that the column is −Im Z\. Units were taken/);
});

test("units are taken from their own line, and angular frequencies become frequencies", () => {
  const inUnits = read("f,Re,Im\nkHz,kOhm,Ohm\n0.001,5,-20.5\n0.01,4,-100");
  assert.deepEqual({ ...inUnits, notes: [] }, twoPoints);
  assert.deepEqual({ ...read("Hz,kOhm,Ohm\n1,5,-20.5\n10,4,-100"), notes: [] }, twoPoints);
  const { f, notes } = read(`w (rad/s),Re,Im\n${2 * Math.PI},5000,-20.5\n10,4000,-100`);
  assert.ok(Math.abs(f[0]! - 1) < 1e-12);
  assert.match(notes[0]!, /rad\/s to Hz/);
});

test("|Z| and phase are as good as Re and Im", () => {
  for (const [heading, unit] of [
    ["f,|Z|,Phase (deg)", Math.PI / 180],
    ["Freq,Zmod,Zphz", Math.PI / 180],
    ["f;|Z|/Ohm;-Phase(Z)/rad", -1],
  ] as const) {
    const by = heading.includes(";") ? ";" : ",";
    const rows = [1, 10].map((f) => [f, 100 * f, (-0.5 * f) / 10 / unit].join(by));
    const { re, im, notes } = read([heading, ...rows].join("\n"));
    assert.ok(Math.abs(re[0]! - 100 * Math.cos(0.05)) < 1e-9, heading);
    assert.ok(Math.abs(im[1]! + 1000 * Math.sin(0.5)) < 1e-9, heading);
    assert.match(notes.join(), /of \|Z\| and the phase in/);
  }
});

test("rows without a number are left out, and that is said", () => {
  const { notes, ...points } = read("1,5000,-20.5\nNaN,NaN,NaN\n10,4000,-100\n20,nan,-1");
  assert.deepEqual({ ...points, notes: [] }, twoPoints);
  assert.match(notes[0]!, /^2 rows were left out/);
});

test("without a word of the sign, mostly positive numbers are −Im Z, and that is said", () => {
  const { im, notes } = read("1,5000,20.5\n10,4000,100\n100,4000,-1");
  assert.deepEqual(im, [-20.5, -100, 1]);
  assert.match(notes[0]!, /2 of 3 imaginary parts are positive/);
  const spectrum = readSpectrum("1,5000,20.5\n10,4000,100", "cell.csv");
  assert.deepEqual([...turned(spectrum).impedance.im], [20.5, 100]);
});

test("what is wrong is said with its line", () => {
  const errorOf = (text: string) => {
    try {
      readSpectrum(text, "cell.csv");
    } catch (error) {
      if (error instanceof SpectrumError) return error.message;
      throw error;
    }
    return assert.fail(`${JSON.stringify(text)} was read`);
  };
  assert.match(errorOf("hello"), /no row of three numbers/);
  assert.match(errorOf("1,2\n3,4"), /no row of three numbers/);
  assert.match(errorOf("1,2,3"), /one row/);
  assert.equal(errorOf("1,2,3\n4,5,x\n"), "Line 2: Im Z is “x”, which is no number.");
  assert.equal(errorOf("1,2,3\n\n4,5\n"), "Line 3: Im Z is missing; it has 2 columns.");
  assert.match(errorOf("f,Re,Im\n1,2,-3\n0,2,-3"), /^Line 3: the frequency is 0 Hz; it must/);
  assert.match(errorOf("f,|Z|,V\n1,2,3\n2,3,4"), /^Line 1: .* no heading for Re Z and Im Z/);
  assert.match(errorOf("1,1e5,2,-3\n2,1e4,2,-3"), /^Line 1: there are 4 columns, and no headings/);
  assert.match(errorOf("Pt,A,B\n1,2,-3\n2,2,-3"), /no headings say which is the frequency/);
  assert.match(
    errorOf('f,Re,Im\n"1,000.5","2","-3"\n2,3,-4'),
    /^Line 2: .*“1,000.5”.*as in 1000.5/,
  );
  assert.match(errorOf("1,2,-3\n".repeat(1001)), /1001 rows; at most 1000/);
});

test("what a program writes is read back, whatever its separator and decimal sign", () => {
  // −0 is written as 0.
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((v) => v || 0);
  const row = fc.tuple(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), value, value);
  const manner = fc.constantFrom([",", "."], [";", ","], ["\t", ","], [" ", "."]);
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), manner, (rows, [by, point]) => {
      const lines = rows.map((row) => row.map((v) => String(v).replace(".", point!)).join(by));
      const { frequencies, impedance } = readSpectrum(
        ["f,Re,Im".replaceAll(",", by!), ...lines].join("\n"),
        "x",
      );
      const sorted = rows.toSorted((a, b) => a[0] - b[0]);
      assert.deepEqual(
        [...frequencies],
        sorted.map(([f]) => f),
      );
      assert.deepEqual(
        [...impedance.re],
        sorted.map(([, re]) => re),
      );
      const sign = rows.filter(([, , im]) => im > 0).length > rows.length / 2 ? -1 : 1;
      assert.deepEqual(
        [...impedance.im],
        sorted.map(([, , im]) => (im === 0 ? 0 : sign * im)),
      );
    }),
  );
});
