import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { proteinLimits, validateProtein } from "./protein.ts";

const letters = "ACDEFGHIKLMNPQRSTVWY";
const residues = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 300 });

function warned(text: string): string {
  const { valid, warnings, message } = validateProtein(text);
  assert(valid, message);
  return warnings.map(({ message }) => message).join(" ");
}

test("bare letters are a protein", () => {
  assert.deepEqual(validateProtein("MKVLAAGIWL"), {
    valid: true,
    sequence: "MKVLAAGIWL",
    length: 10,
    message: "A protein of 10 residues.",
    warnings: [],
    errors: [],
  });
});

test("however a sequence is written, it is the same", () => {
  const way = fc.record({
    header: fc.constantFrom("", ">sp|P01308|INS_HUMAN Insulin 1\n", "\uFEFF>\r\n"),
    width: fc.integer({ min: 1, max: 80 }),
    gap: fc.constantFrom("\n", "\r\n", " ", "\n  61 ", "\t", "-"),
    end: fc.constantFrom("", "*", "*\n", "\n\n"),
    lower: fc.boolean(),
  });
  fc.assert(
    fc.property(residues, way, (sequence, { header, width, gap, end, lower }) => {
      const pieces = sequence.match(new RegExp(`.{1,${width}}`, "g"))!;
      const text = header + pieces.join(gap) + end;
      // A short piece with digits in it can be an accession, which is another matter.
      fc.pre(!/^[A-Z0-9]{4,10}$/i.test(text.trim()) || !/[0-9]/.test(text));
      const found = validateProtein(lower ? text.toLowerCase() : text);
      assert.equal(found.sequence, sequence);
      assert.equal(found.length, sequence.length);
      assert(found.valid, found.message);
    }),
  );
});

test("what was left out or changed is said", () => {
  assert.equal(warned(">one line\nACDEF\nGHIKL\n"), "");
  assert.match(warned("  1 ACDEF GHIKL\n 11 MNPQR\n"), /6 blanks, 3 digits, 1 line break\./);
  assert.match(warned("ACDEFghikl"), /5 letters in lower case are read as upper case/);
  assert.match(warned("ACDE-FGH--IK"), /3 gaps/);
  assert.match(warned("ACDEFGHIK*"), /the stop \(`\*`\) at the end/);
});

test("a character that is no residue is refused, where it is", () => {
  assert.match(validateProtein("é").message, /^At the beginning is `é`, which is not the letter/);
  assert.match(validateProtein("*MKT").message, /^At the beginning is a stop/);
  fc.assert(
    fc.property(
      residues,
      residues,
      fc.constantFrom("é", "?", ".", "\0", "😀", "*"),
      (before, after, bad) => {
        const { valid, errors } = validateProtein(`>x\n${before}${bad}${after}`);
        assert(!valid);
        assert.equal(errors.length, 1);
        assert.equal(errors[0]!.position, 3 + before.length);
        assert.match(errors[0]!.message, new RegExp(`residue ${before.length}\\b`));
      },
    ),
  );
});

test("a thousand bad characters are a few errors", () => {
  const { errors } = validateProtein("A?".repeat(1000));
  assert.equal(errors.length, 4);
  assert.match(errors[3]!.message, /997 more/);
});

test("residues that Boltz does not know are warned of, with their places", () => {
  assert.match(warned("ACDXEF"), /`X` \(any residue\) at residue 4 is unknown to Boltz/);
  assert.match(warned("UBBBBZJOA"), /`B` \(D or N\) at residue 2, 3, 4, … \(4 in all\)/);
  const { warnings } = validateProtein(">h\nAC DU");
  assert.equal(warnings.find(({ message }) => message.includes("`U`"))!.position, 7);
  assert.match(validateProtein("XXXX").message, /nothing to fold/);
});

test("a gene is taken for what it may be", () => {
  assert.match(warned("ATGGCCAAGTGA".replaceAll("K", "")), /DNA or RNA/);
  assert.equal(warned("ATGGCCAAGTGAL"), "");
});

test("the memory that a length implies is said, and too long is refused", () => {
  assert.equal(warned("ACDEFGHIKL".repeat(75)), "");
  assert.match(warned("ACDEFGHIKL".repeat(130)), /about 24 GB of GPU memory/);
  assert.match(warned("ACDEFGHIKL".repeat(260)), /about 96 GB/);
  const { residues, characters } = proteinLimits;
  assert.match(validateProtein("AC".repeat(residues)).message, /8000 residues; at most 4000/);
  const { errors } = validateProtein("A".repeat(characters + 1));
  assert.equal(errors[0]!.position, characters);
});

test("nothing, or several records, are explained", () => {
  for (const text of ["", " \n", ">only a header\n", "123 456", "---"]) {
    assert.match(validateProtein(text).message, /empty/, JSON.stringify(text));
  }
  const { message } = validateProtein(">one\nAC\n>two\nDE\n>three\nFG\n>four\nHI");
  assert.match(message, /4 records \(`one`, `two`, `three`, …\)/);
});

test("the name of a database's entry is explained and not folded", () => {
  for (const text of ["1HEW", " 1hew\n", "1HEW_A", "pdb_00001hew", "4INS:B"]) {
    assert.match(validateProtein(text).message, /rcsb\.org\/fasta\/entry\/(1HEW|4INS)\./, text);
  }
  for (const text of ["P01308", "q9y6k9", "A0A024R1R8"]) {
    assert.match(validateProtein(text).message, /rest\.uniprot\.org\/uniprotkb\//, text);
  }
  for (const text of ["GASP", "ACDE", "1 HEWA"]) assert(validateProtein(text).valid, text);
});

test("a name is not folded", () => {
  for (const text of ["Lysozyme", " lysozyme\n", "INSULIN", "carbonic anhydrase 2", "FKBP12"]) {
    assert.match(validateProtein(text).message, /is the name of an example/, text);
  }
  for (const text of ["Lysozime", "Human insulin", "Thrombin"]) {
    assert.match(validateProtein(text).message, /is written like a name/, text);
  }
  for (const text of [">Lysozyme\nKVFGR", "LYSOZIME", "thrombin", `M${"a".repeat(40)}`]) {
    assert(validateProtein(text).valid, text);
  }
});

test("a peptide is called one", () => {
  assert.equal(warned("MKVLAAGIW"), "A chain of 9 residues is a peptide: is it the whole protein?");
});

test("a long text of blanks takes no long time", () => {
  const text = `A${" ".repeat(proteinLimits.characters - 2)}A`;
  assert.equal(validateProtein(text).sequence, "AA");
});
