import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { askPython, withoutNumpy } from "#test/support/numpy.ts";
import { unpickle } from "./unpickle.ts";

function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

test("what NumPy pickles is read, in every protocol", { skip: withoutNumpy }, () => {
  const program = `
import json, pickle
import numpy as np
value = {
    "none": None, "truth": [True, False], "int": [0, -1, 255, 256, 65536, -2**31, 2**53, -2**80, 2**2100],
    "float": [0.1, -1e300, float("inf")], "text": ["", "Ω🙂\\n\\\\", "x" * 300], "bytes": [b"", b"\\x00\\xff"],
    "tuple": (1, (2, 3), (), (4,), (5, 6, 7, 8)), "dict": {1: "a", None: "b", "c": {}},
    "list": list(range(3000)),
    "scalar": [np.float64(0.5), np.float32(1.5), np.int64(-7), np.bool_(True), np.complex128(1 + 2j), np.str_("ab")],
}
same = ["again"]
value["same"] = [same, same]
print(json.dumps([
    pickle.dumps(np.array(value, dtype=object), protocol=p).hex() for p in range(6)
]))`;
  const pickles = askPython(program) as string[];
  const expected = new Map<string, unknown>([
    ["none", null],
    ["truth", [true, false]],
    ["int", [0, -1, 255, 256, 65536, -(2 ** 31), 2n ** 53n, -(2n ** 80n), 2n ** 2100n]],
    ["float", [0.1, -1e300, Infinity]],
    ["text", ["", "Ω🙂\n\\", "x".repeat(300)]],
    ["bytes", [new Uint8Array(), Uint8Array.of(0, 255)]],
    ["tuple", [1, [2, 3], [], [4], [5, 6, 7, 8]]],
    [
      "dict",
      new Map<unknown, unknown>([
        [1, "a"],
        [null, "b"],
        ["c", new Map()],
      ]),
    ],
    ["list", Array.from({ length: 3000 }, (_, i) => i)],
    ["scalar", [0.5, 1.5, -7, true, [1, 2], "ab"]],
    ["same", [["again"], ["again"]]],
  ]);
  assert.equal(pickles.length, 6);
  for (const [protocol, hex] of pickles.entries()) {
    const read = unpickle(new Uint8Array(Buffer.from(hex, "hex")), 0);
    assert.deepEqual((read as { data: unknown }).data, [expected], `protocol ${protocol}`);
  }
});

test("arrays within are read, in any order of axes and bytes", { skip: withoutNumpy }, () => {
  const program = `
import pickle, json
import numpy as np
a = np.arange(6).reshape(2, 3)
print(json.dumps(pickle.dumps(
    [a.astype("<f4"), np.asfortranarray(a.astype(">i8")), np.array(["ab", "c"]), np.array([None, 1])],
    protocol=4).hex()))`;
  const read = unpickle(new Uint8Array(Buffer.from(askPython(program) as string, "hex")), 0);
  const arrays = read as unknown as { dtype: string; shape: number[]; data: unknown }[];
  assert.deepEqual(
    arrays.map(({ dtype, shape, data }) => [dtype, shape, data]),
    [
      ["f4", [2, 3], Float32Array.of(0, 1, 2, 3, 4, 5)],
      ["i8", [2, 3], BigInt64Array.of(0n, 1n, 2n, 3n, 4n, 5n)],
      ["U2", [2], ["ab", "c"]],
      ["O", [2], [null, 1]],
    ],
  );
});

const reconstruct = "cnumpy.core.multiarray\n_reconstruct\n";
/** An array of no axes and one object, as far as its state; then the state, then the end. */
const array = `${reconstruct}cnumpy\nndarray\nK\0\x85C\x01b\x87R`;
const laughs = `]${"(2222222222l".repeat(10)}.`;

const refused: Readonly<Record<string, readonly [string, RegExp]>> = {
  "calls os.system": ["cos\nsystem\n(Vtouch /tmp/owned\ntR.", /os\.system.*not run/],
  "calls posix.system, protocol 4": ["\x80\x04\x8c\x05posix\x8c\x06system\x93.", /posix\.system/],
  "calls eval": ["c__builtin__\neval\n(V1\ntR.", /__builtin__\.eval/],
  "asks for another function of NumPy": ["cnumpy.core.multiarray\nfromfile\n.", /fromfile/],
  "asks for numpy.load": ["cnumpy\nload\n.", /numpy\.load/],
  "encodes to anything but Latin-1": ["c_codecs\nencode\n(Va\nVrot13\ntR.", /not as NumPy writes/],
  "makes an instance": ["(ios\nsystem\n.", /operation 105/],
  "makes an object": ["(cos\nsystem\no.", /os\.system/],
  "calls a class": ["cnumpy\nndarray\n)\x81.", /operation 129/],
  "asks for a persistent object": ["P1\n.", /operation 80/],
  "has an extension": ["\x82\x01.", /operation 130/],
  "has a set": ["\x8f.", /operation 143/],
  "is of protocol 6": ["\x80\x06N.", /protocol 6/],
  "calls a number": ["K\x01)R.", /no function/],
  "gives a state to a list": ["])b.", /neither an array nor/],
  "gives an array's state to a number": ["K\x01)b.", /neither an array nor/],
  "is a function": ["cnumpy\ndtype\n.", /as a value/],
  "ends too soon": ["]", /ends too soon/],
  "ends within a text": ["X\xff\xff\xff\x7fabc.", /ends too soon/],
  "ends within a line": ["I12", /within a line/],
  "has a text longer than there is": ["\x8d\xff\xff\xff\xff\xff\xff\xff\xffabc.", /ends too soon/],
  "takes more than there is": ["0.", /takes more values/],
  "goes back to no mark": ["t.", /a mark/],
  "recalls what was not stored": ["h\x07.", /recalls 7/],
  "appends to a number": ["K\x01K\x02a.", /no list/],
  "sets a key of a list": ["]K\x01K\x02s.", /no dictionary/],
  "sets a key to nothing": ["}(K\x01u.", /to nothing/],
  "has a list for a key": ["}]K\x01s.", /no text, number/],
  "has a number that is none": ["I0x10\n.", /whole number that is none/],
  "has a number of a gigabyte": ["\x8b\0\0\0\x40.", /number of 1073741824 bytes/],
  "has a text that is not UTF-8": ["\x8c\x01\xff.", /not UTF-8/],
  "has a frame longer than it is": ["\x80\x04\x95\xff\0\0\0\0\0\0\0N.", /within a frame/],
  "has a frame in a frame": [
    "\x95\x0b\0\0\0\0\0\0\0\x95\x01\0\0\0\0\0\0\0N.",
    /frame within a frame/,
  ],
  "has a value across frames": ["\x95\x03\0\0\0\0\0\0\0\x8c\x03abc.", /across the end/],
  "is a list of itself": ["]2a.", /have no end/],
  "is nested deep": [`${"]".repeat(100)}${"a".repeat(99)}.`, /nested too deep/],
  "repeats without end": [laughs, /too many|takes more/],
  "has an array of others than it says": [
    `${array}(K\x01(K\x02tcnumpy\ndtype\nVu1\n\x89\x88\x87RI00\nC\x01atb.`,
    /2 values/,
  ],
  "has an array of negative length": [
    `${array}(K\x01(J\xff\xff\xff\xfftcnumpy\ndtype\nVu1\n\x89\x88\x87RI00\nC\x01atb.`,
    /tuple of/,
  ],
  "has an array of objects that are bytes": [
    `${array}(K\x01(K\x01tcnumpy\ndtype\nVO8\n\x89\x88\x87RI00\nC\x08abcdefghtb.`,
    /has others/,
  ],
  "has an array of no dtype": [`${array}(K\x01)NI00\n]tb.`, /state of an array/],
  "has a structured dtype": ["cnumpy\ndtype\nVV8\n\x89\x88\x87R(K\x03V|\nN(Va\ntNtb.", /fields/],
  "stores without end": [`N${"\x94".repeat(2_000_000)}.`, /more values/],
  "marks without end": ["(".repeat(2_000_000), /more values/],
};

for (const [what, [pickle, message]] of Object.entries(refused)) {
  test(`a pickle that ${what} is refused`, () => {
    assert.throws(() => unpickle(latin1(pickle), 0), { name: "NpzError", message });
  });
}

test("what is wrong is said with its byte", () => {
  assert.throws(() => unpickle(latin1("NNcos\nsystem\n."), 100), { place: { byte: 102 } });
});

test("pickles that ask for much are given little memory", () => {
  const program = `
    import { unpickle, mostPickleBytes } from "#src/arrays/unpickle.ts";
    for (const greedy of ["}", "]", "(", "N\\x94", "K\\x01\\x85", "]2a", "I1\\n", "C\\0", "V\\n", "X"]) {
      const bytes = new Uint8Array(Buffer.alloc(mostPickleBytes, greedy, "latin1"));
      let refused;
      try { unpickle(bytes, 0); } catch (error) { refused = error.name; }
      if (refused !== "NpzError") throw new Error(greedy);
    }`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--max-old-space-size=96", "--input-type=module", "--eval", program],
    { cwd: new URL("../../", import.meta.url), encoding: "utf8", timeout: 60_000 },
  );
  assert.equal(status, 0, stderr);
});
