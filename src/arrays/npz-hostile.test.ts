/** Archives that are broken, by chance or on purpose: a clear error each, and no harm. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import { numbered, zip } from "#test/support/zips.ts";
import { npyHeader, numericArray, textArray } from "./npy.ts";
import { npzBytes } from "./npz.ts";
import { openNpz } from "./npz-reader.ts";
import { objectArray } from "./pickle.ts";
import { bytesSource } from "./source.ts";

const limit = 1024 * 1024;

/** Opens an archive and reads all that is in it. */
async function readAll(file: Uint8Array<ArrayBuffer>): Promise<void> {
  const npz = await openNpz(bytesSource(file), { checksum: crc32 });
  for (const name of npz.names) await npz.read(name, { limit });
}

/** An NPY file of whole numbers, 0 to 255. */
function npy(length: number): Buffer {
  const values = Uint8Array.from({ length }, (_, i) => i);
  return Buffer.concat([npyHeader({ dtype: "u1", shape: [length] }), values]);
}

const file = npy(100);
const x = { name: "x.npy", bytes: file };
const y = { name: "y.npy", bytes: file };
const zeros = Buffer.concat([
  npyHeader({ dtype: "u1", shape: [2 ** 24] }),
  new Uint8Array(2 ** 24),
]);
const petabytes = numbered([2, 1], [2, 8], [8, 2 ** 50]);
const zip64Locator = numbered([4, 0x07064b50], [4, 0], [8, 0], [4, 1]);

const broken: Readonly<Record<string, readonly [Buffer<ArrayBuffer>, RegExp]>> = {
  "nothing at all": [Buffer.alloc(0), /no NPZ file/],
  "a text": [Buffer.from("parameters,resnorms\n".repeat(99)), /no NPZ file/],
  "a file with something after it": [Buffer.concat([zip([x]), Buffer.from("!")]), /no NPZ file/],
  "a file with something before it": [
    Buffer.concat([Buffer.from("#!"), zip([x])]),
    /its end record/,
  ],
  "something before the end record": [
    zip([x], { between: Buffer.alloc(4) }),
    /its end record begins/,
  ],
  "one part of several": [zip([x], { part: 1 }), /one part of several/],
  "an entry in another part": [zip([{ ...x, directory: { part: 3 } }]), /another part/],
  "more entries than there are": [zip([x], { count: 2 }), /2 entries do not fit/],
  "fewer entries than there are": [zip([x, y], { count: 1 }), /end before the directory/],
  "too many entries": [zip([x], { count: 10_001 }), /at most 10000 entries/],
  "a directory beyond the file": [zip([x], { offset: 2 ** 31 }), /its end record begins/],
  "a ZIP64 record that is none": [zip([x], { between: zip64Locator }), /ZIP64 end record/],
  "two entries of a name": [zip([x, x]), /^"x\.npy": There are two entries/],
  "entries in the same place": [zip([x, { ...y, directory: { offset: 0 } }]), /overlaps "y\.npy"/],
  "an entry that reaches into the next": [
    zip([{ ...x, directory: { packed: 300, size: 300 } }, y]),
    /overlaps "y\.npy"/,
  ],
  "an entry that reaches into the directory": [
    zip([{ ...x, directory: { packed: 300, size: 300 } }]),
    /reach into the directory/,
  ],
  "a long extra field that moves the data": [zip([x, y]).fill(0xff, 28, 30), /would reach beyond/],
  "no local header": [
    zip([x]).fill(0, 0, 1),
    /^"x\.npy", byte 0 of the archive: There should be a local header/,
  ],
  "another name in the local header": [zip([{ ...x, local: { name: "z.npy" } }]), /header's name/],
  "another size in the local header": [zip([{ ...x, local: { size: 5 } }]), /header's size/],
  "another method in the local header": [zip([{ ...x, local: { method: 8 } }]), /header's method/],
  "another checksum in the local header": [zip([{ ...x, local: { crc: 5 } }]), /header's checksum/],
  "an encrypted entry": [zip([{ ...x, directory: { flags: 1 } }]), /encrypted/],
  "a method nobody has": [zip([{ ...x, directory: { method: 99 } }]), /by method 99/],
  "a stored entry of two sizes": [
    zip([{ ...x, directory: { size: 5 } }]),
    /said to be 5 bytes, kept/,
  ],
  "a ZIP64 size without its field": [
    zip([{ ...x, directory: { size: 2 ** 32 - 1 } }]),
    /lacks a number/,
  ],
  "petabytes in 42 kB": [
    zip([
      {
        ...{ name: "x.npy", bytes: Buffer.alloc(42_000) },
        ...{ directory: { method: 8, size: 2 ** 32 - 1 }, extra: petabytes },
      },
    ]),
    /1125899906842624 bytes, kept in 42000/,
  ],
  "a wrong checksum": [zip([{ ...x, directory: { crc: 1 } }]), /checksum is not that/],
  "a changed value": [zip([{ ...x, directory: { crc: crc32(npy(99)) } }]), /damaged/],
  "a wrong checksum, deflated": [zip([{ ...x, deflated: true, directory: { crc: 1 } }]), /damaged/],
  "fewer deflated bytes than it says": [
    zip([{ ...x, deflated: true, directory: { size: file.length + 1 } }]),
    /inflates to 228 bytes, not to the 229/,
  ],
  "more deflated bytes than it says": [
    zip([{ ...x, deflated: true, directory: { size: file.length - 1 } }]),
    /inflates to more than the 227/,
  ],
  "deflated bytes that are not": [zip([{ ...x, directory: { method: 8 } }]), /cannot be inflated/],
  "deflated bytes cut short": [
    zip([
      { ...x, bytes: deflateRawSync(file).subarray(0, -9), directory: { method: 8, size: 228 } },
    ]),
    /cannot be inflated/,
  ],
  "more values than are read": [
    zip([{ name: "x.npy", bytes: zeros, deflated: true }]),
    /at most 1048576/,
  ],
  "values that are none": [zip([{ name: "x.npy", bytes: Buffer.alloc(0) }]), /no NPY file/],
  "another archive": [zip([{ name: "x.npy", bytes: zip([x]) }]), /no NPY file/],
  "a name that is not UTF-8": [zip([{ ...x, name: Buffer.from([0xff, 0x2e]) }]), /not UTF-8/],
  "a name of unknown letters": [
    zip([{ ...x, name: "ψ.npy", directory: { flags: 0 } }]),
    /neither ASCII nor/,
  ],
};

for (const [what, [bytes, message]] of Object.entries(broken)) {
  test(`${what}: refused`, async () => {
    await assert.rejects(readAll(bytes), { name: "NpzError", message });
  });
}

for (const name of ["../x.npy", "a/../x.npy", "/etc/x.npy", "C:x.npy", "a\\x.npy", "x\0.npy", ""]) {
  test(`an entry called ${JSON.stringify(name)} is refused`, async () => {
    await assert.rejects(readAll(zip([{ ...x, name }])), {
      name: "NpzError",
      message: /is called/,
    });
  });
}

const right: Readonly<Record<string, Buffer<ArrayBuffer>>> = {
  "a comment": zip([x], { comment: Buffer.from("made by hand") }),
  "a comment that begins like an end": zip([x], { comment: zip([]).subarray(0, 20) }),
  "another array after it": zip([x, y]),
  "sizes that follow the data": zip([
    {
      ...x,
      directory: { flags: 0x0808 },
      local: { crc: 0, packed: 0, size: 0 },
      descriptor: numbered([4, 0x08074b50], [4, crc32(file)], [4, file.length], [4, file.length]),
    },
    y,
  ]),
  "a ZIP64 field in the local header only, as NumPy has it": zip([
    {
      ...x,
      local: { packed: 2 ** 32 - 1, size: 2 ** 32 - 1 },
      localExtra: numbered([2, 1], [2, 16], [8, file.length], [8, file.length]),
    },
  ]),
  "what is no array beside it": zip([{ name: "readme.txt", bytes: Buffer.from("hello") }, x]),
};

for (const [what, bytes] of Object.entries(right)) {
  test(`${what}: read`, async () => {
    const { data } = await (await openNpz(bytesSource(bytes))).read("x");
    assert.deepEqual(
      data,
      Uint8Array.from({ length: 100 }, (_, i) => i),
    );
  });
}

for (const packing of ["stored", "deflated"] as const) {
  test(`a file (${packing}) cut anywhere is refused`, async () => {
    const arrays = { x: numericArray(Float64Array.of(1, 2)), m: objectArray({ a: [1] }) };
    const whole = Buffer.concat(await Array.fromAsync(npzBytes(arrays, { packing })));
    await readAll(whole);
    for (let length = 0; length < whole.length; length++) {
      await assert.rejects(readAll(whole.subarray(0, length)), { name: "NpzError" }, `${length}`);
    }
  });
}

test("a bomb is inflated no further than asked", async () => {
  const bomb = zip([{ name: "x.npy", bytes: zeros, deflated: true }]);
  assert(bomb.length < 20_000);
  const npz = await openNpz(bytesSource(bomb));
  const { data } = await npz.read("x", { limit: 16, rows: { start: 2 ** 23, end: 2 ** 23 + 16 } });
  assert.deepEqual(data, new Uint8Array(16));
});

test("a hidden name says what it is without harm to who reads it", async () => {
  const hidden = zip([{ ...x, name: "../\u001b[31m\u202e.npy" }]);
  await assert.rejects(readAll(hidden), { message: /"\.\.\/�\[31m�\.npy"/ });
});

test("ten thousand damaged files: read or refused, in bounded time and memory", async (t) => {
  const arrays = {
    x: numericArray(Float32Array.from({ length: 40 }, Math.sin), [10, 4]),
    names: textArray(["Rsh", "Ra"]),
    metadata: objectArray({ grid_size: 3, names: ["Rsh", "Ra"], best: 0.5, none: null }),
  };
  const files: string[] = [];
  for (const packing of ["stored", "deflated"] as const) {
    const whole = Buffer.concat(await Array.fromAsync(npzBytes(arrays, { packing })));
    files.push(whole.toString("base64"));
  }
  const program = new URL("../../test/support/damage.ts", import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--max-old-space-size=64", program],
    { input: JSON.stringify(files), encoding: "utf8", timeout: 110_000 },
  );
  assert.equal(status, 0, stderr);
  const { read, refused, peakBytes, slowest } = JSON.parse(stdout) as Record<string, number>;
  t.diagnostic(stdout.trim());
  assert.equal(read! + refused!, 10_000);
  assert(read! > 100 && refused! > 5000, stdout);
  assert(peakBytes! < 64 * 1024 * 1024, stdout);
  assert(slowest! < 20_000, stdout);
});
