/** Who may know whom: the rooms of the house, and the few rules that hold in all of them. */
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";
import { test } from "node:test";

/**
 * Each room, with the rooms and single files it may import from. A file is in the room with the
 * longest name that its path begins with, and may always import from its own room. An instrument's
 * core is one room; what runs it in threads and answers over HTTP are rooms around it.
 */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  "kernels/": [],
  "src/numeric/": ["kernels/"],
  "src/arrays/": [],
  "src/schema/": [],
  "src/tunneling/": ["src/numeric/", "src/arrays/"],
  "src/tunneling/worker.ts": ["src/tunneling/", "src/numeric/", "src/arrays/"],
  "src/tunneling/simulator.ts": ["src/tunneling/", "src/tunneling/worker.ts"],
  "src/tunneling/routes.ts": [
    "src/tunneling/",
    "src/tunneling/simulator.ts",
    "src/arrays/",
    "src/schema/",
  ],
  "src/impedance/": ["src/numeric/", "src/schema/"],
  "src/impedance/sweeping/": [
    "src/impedance/",
    "src/impedance/datasets/",
    "src/numeric/",
    "src/arrays/",
    "src/schema/",
    "src/storage/",
    "src/jobs/",
    "src/jobs/job.ts",
  ],
  "src/impedance/datasets/": [
    "src/impedance/",
    "src/impedance/datasets/answers",
    "src/arrays/",
    "src/schema/",
    "src/http/",
    "src/storage/",
  ],
  "src/impedance/datasets/answers": ["src/impedance/", "src/schema/"],
  "src/affinity/": ["src/schema/"],
  "src/affinity/ligand/": ["src/affinity/"],
  "src/affinity/validating/": ["src/schema/", "src/affinity/", "src/affinity/ligand/"],
  "src/affinity/boltz/": ["src/affinity/", "src/arrays/", "src/storage/"],
  "src/affinity/contacts/": ["src/affinity/"],
  "src/affinity/alignment/": [
    "src/affinity/",
    "src/affinity/predicting/engine.ts",
    "src/storage/",
    "src/jobs/",
  ],
  "src/affinity/nim/": [
    "src/affinity/",
    "src/affinity/predicting/engine.ts",
    "src/schema/",
    "src/jobs/",
  ],
  "src/affinity/predicting/engine.ts": ["src/affinity/"],
  "src/affinity/predicting/": [
    "src/affinity/",
    "src/affinity/predicting/engine.ts",
    "src/affinity/ligand/",
    "src/affinity/boltz/",
    "src/affinity/contacts/",
    "src/affinity/alignment/",
    "src/affinity/nim/",
    "src/arrays/",
    "src/http/",
    "src/schema/",
    "src/storage/",
    "src/jobs/",
    "src/jobs/job.ts",
  ],
  "src/affinity/screens/": [
    "src/affinity/",
    "src/affinity/predicting/engine.ts",
    "src/affinity/predicting/",
    "src/affinity/ligand/",
    "src/affinity/contacts/",
    "src/schema/",
    "src/storage/",
    "src/jobs/",
    "src/jobs/job.ts",
    "src/jobs/state.ts",
  ],
  "src/storage/": [],
  "src/http/": ["src/storage/"],
  "src/jobs/": ["src/schema/", "src/http/", "src/storage/", "src/jobs/job.ts", "src/jobs/state.ts"],
  "src/jobs/job.ts": ["src/jobs/state.ts"],
  "src/jobs/state.ts": [],
  "src/server/answers.ts": [],
  "src/server/": [
    "src/server/answers.ts",
    "src/tunneling/problem.ts",
    "src/tunneling/simulator.ts",
    "src/tunneling/routes.ts",
    "src/impedance/",
    "src/impedance/datasets/",
    "src/impedance/sweeping/",
    "src/affinity/",
    "src/affinity/ligand/",
    "src/affinity/validating/",
    "src/affinity/boltz/",
    "src/affinity/contacts/",
    "src/affinity/alignment/",
    "src/affinity/nim/",
    "src/affinity/predicting/",
    "src/affinity/screens/",
    "src/numeric/",
    "src/storage/",
    "src/jobs/",
    "src/jobs/job.ts",
  ],
  "src/client/": [
    "src/tunneling/problem.ts",
    "src/impedance/",
    "src/impedance/datasets/answers",
    "src/affinity/",
    "src/server/answers.ts",
    "src/jobs/job.ts",
    "src/jobs/state.ts",
    "src/arrays/",
  ],
  "src/commands/": [
    "src/tunneling/problem.ts",
    "src/impedance/",
    "src/impedance/sweeping/",
    "src/impedance/datasets/",
    "src/affinity/",
    "src/arrays/",
    "src/jobs/state.ts",
    "src/client/",
    "src/server/",
  ],
  "src/cli.ts": ["src/commands/"],
  "web/": [
    "src/tunneling/problem.ts",
    "src/tunneling/potential.ts",
    "src/tunneling/theory.ts",
    "src/tunneling/cautions.ts",
    "src/impedance/",
    "src/affinity/",
    "src/numeric/",
    "src/jobs/state.ts",
    "src/client/",
    "src/arrays/",
  ],
  "web/dev.ts": ["src/server/"],
  "web/vite.config.ts": [],
  "bench/": [
    "src/tunneling/",
    "src/impedance/",
    "src/impedance/sweeping/",
    "src/impedance/datasets/",
    "src/affinity/",
    "src/affinity/ligand/",
    "src/affinity/boltz/",
    "src/affinity/contacts/",
    "src/affinity/alignment/",
    "src/affinity/nim/",
    "src/affinity/predicting/",
    "src/affinity/screens/",
    "src/numeric/",
    "src/arrays/",
    "src/storage/",
    "src/jobs/",
    "src/client/",
    "src/server/",
  ],
};

/** The rooms that are an instrument's core. */
const cores = ["src/tunneling/", "src/impedance/", "src/affinity/"];

/** The packages an instrument's core may use: it is pure, and runs in the browser too. */
const corePackages = ["zod"];

interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Files of the repository that it names: imported, re-exported, or started as a worker. */
  readonly files: readonly string[];
  /** Packages and modules of Node that it imports. */
  readonly packages: readonly string[];
}

const root = resolve(import.meta.dirname, "..");
const sources = globSync("{src,web,kernels,bench,test}/**/*.{ts,tsx}", { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.endsWith(".d.ts"))
  .sort()
  .map(read);
const code = sources.filter(({ path }) => !isTest(path));

function isTest(path: string): boolean {
  return path.startsWith("test/") || /\.test\.tsx?$/.test(path);
}

function read(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const specifiers = [
    // import "x", import … from "x" and export … from "x", over as many lines as it takes
    ...text.matchAll(/^(?:import|export)\s+(?:[\w\s{},*$]*?\bfrom\s*)?["']([^"']+)["']/gm),
    ...text.matchAll(/\bimport\(\s*["']([^"']+)["']/g),
    ...text.matchAll(/\bnew URL\(\s*["'](\.[^"']+\.tsx?)["'],\s*import\.meta\.url\s*\)/g),
  ].map((match) => match[1]!);
  const own = specifiers.filter((specifier) => /^[.#]/.test(specifier));
  return {
    path,
    text,
    files: own.map((specifier) => resolved(specifier, path)).filter((file) => /\.tsx?$/.test(file)),
    packages: specifiers.filter((specifier) => !own.includes(specifier)),
  };
}

/** The file a specifier means. AssemblyScript's have no extension; a bundler's have a `?query`. */
function resolved(specifier: string, from: string): string {
  const [bare] = specifier.split("?") as [string];
  const path = bare.startsWith("#") ? bare.slice(1) : join(dirname(from), bare);
  const file = normalize(path).replaceAll("\\", "/");
  return from.startsWith("kernels/") && !file.endsWith(".ts") ? `${file}.ts` : file;
}

function roomOf(path: string): string | undefined {
  const rooms = Object.keys(mayKnow).filter((room) => path.startsWith(room));
  return rooms.sort((a, b) => b.length - a.length)[0];
}

test("the imports are found at all", () => {
  const reads = (path: string) => code.find((file) => file.path === path)!;
  assert(reads("src/client/tunneling.ts").files.includes("src/arrays/wave.ts"));
  assert(reads("src/client/index.ts").files.includes("src/client/problem.ts"));
  assert(reads("src/commands/service.ts").files.includes("src/server/config.ts"));
  assert(reads("src/arrays/npz.ts").packages.includes("node:zlib"));
});

test("every import of ours is a file", () => {
  const missing = sources.flatMap(({ path, files }) =>
    files.filter((file) => !existsSync(join(root, file))).map((file) => `${path} → ${file}`),
  );
  assert.deepEqual(missing, []);
});

test("every file is in a room", () => {
  const outside = code.filter(({ path }) => roomOf(path) === undefined);
  assert.deepEqual(
    outside.map(({ path }) => path),
    [],
  );
});

test("a room imports only from those it may know", () => {
  const strangers = code.flatMap(({ path, files }) => {
    const room = roomOf(path);
    const known = [room, ...(mayKnow[room ?? ""] ?? [])];
    return files
      .filter((file) => !known.includes(roomOf(file)) && !known.includes(file))
      .map((file) => `${path} → ${file}`);
  });
  assert.deepEqual(strangers, []);
});

test("no file of the house imports a test", () => {
  const confused = code.flatMap(({ path, files }) =>
    files.filter(isTest).map((file) => `${path} → ${file}`),
  );
  assert.deepEqual(confused, []);
});

test("an instrument's core is pure: it knows no platform, and no package but its own few", () => {
  const impure = code
    .filter(({ path }) => cores.includes(roomOf(path) ?? ""))
    .flatMap(({ path, packages }) =>
      packages.filter((name) => !corePackages.includes(name)).map((name) => `${path} → ${name}`),
    );
  assert.deepEqual(impure, []);
});

test("what the page loads knows nothing of Node", () => {
  const reached = new Set(code.map(({ path }) => path).filter((path) => roomOf(path) === "web/"));
  for (const path of reached) {
    for (const file of code.find((source) => source.path === path)?.files ?? []) reached.add(file);
  }
  const foreign = code
    .filter(({ path }) => reached.has(path))
    .flatMap(({ path, packages }) =>
      packages.filter((name) => name.startsWith("node:")).map((name) => `${path} → ${name}`),
    );
  assert.deepEqual(foreign, []);
});

test("only the server's configuration reads the environment", () => {
  const mayRead = (path: string) =>
    ["src/server/config.ts", "web/vite.config.ts"].includes(path) || path.startsWith("bench/");
  const readers = code
    .filter(
      ({ path, text }) => !mayRead(path) && /\bprocess\.env\b|\benv\b.*"node:process"/.test(text),
    )
    .map(({ path }) => path);
  assert.deepEqual(readers, []);
});

test("only the storage knows which database or store of files it is", () => {
  const drivers = /^(pg|@electric-sql\/.*|@aws-sdk\/.*)$/;
  const knowing = code
    .filter(({ path }) => roomOf(path) !== "src/storage/" && !path.startsWith("bench/"))
    .flatMap(({ path, packages }) =>
      packages.filter((name) => drivers.test(name)).map((name) => `${path} → ${name}`),
    );
  assert.deepEqual(knowing, []);
});

test("nothing is exported without a name", () => {
  const nameless = sources
    .filter(({ path }) => path !== "web/vite.config.ts")
    .filter(({ text }) => /^export\s+default\b|\bas\s+default\b/m.test(text))
    .map(({ path }) => path);
  assert.deepEqual(nameless, []);
});

test("no file imports itself, by however many others", () => {
  const filesOf = new Map(code.map(({ path, files }) => [path, files]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const follow = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      cycles.push([...way.slice(way.indexOf(path)), path].join(" → "));
    } else if (!done.has(path)) {
      for (const file of filesOf.get(path) ?? []) follow(file, [...way, path]);
      done.add(path);
    }
  };
  for (const path of filesOf.keys()) follow(path, []);
  assert.deepEqual(cycles, []);
});
