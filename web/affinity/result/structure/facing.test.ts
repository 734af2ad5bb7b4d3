import assert from "node:assert/strict";
import { test } from "node:test";
import { Vec3 } from "molstar/lib/mol-math/linear-algebra.js";
import { directionToEye, framed } from "./facing.ts";

/** A ligand in the plane of x and y, about the origin. */
const ligand = [
  Vec3.create(2, 0, 0),
  Vec3.create(-2, 0, 0),
  Vec3.create(0, 2, 0),
  Vec3.create(0, -2, 0),
];

/** Atoms 4 Å apart in a square of 24 Å upright on z. */
function wall(z: number): Vec3[] {
  const along = Array.from({ length: 7 }, (_, i) => 4 * (i - 3));
  return along.flatMap((x) => along.map((y) => Vec3.create(x, y, z)));
}

test("a ligand on a protein is looked at from outside, and is flat to the eye", () => {
  for (const side of [-1, 1]) {
    const eye = directionToEye(ligand, [...wall(4 * side), ...wall(8 * side)]);
    assert(-side * eye[2]! > 0.9, `${eye}`);
  }
});

test("what would hide a ligand is not before it, though it is outside", () => {
  const lid = Array.from({ length: 60 }, (_, i) => Vec3.create(0, 0, 6 + i / 4));
  const floor = [-4, -8, -12].flatMap(wall);
  const [, , z] = directionToEye(ligand, [...floor, ...lid]);
  assert(z! > 0 && z! < 0.95, `${z}`);
});

test("a ligand alone is looked at from somewhere", () => {
  assert(Math.abs(Vec3.magnitude(directionToEye([Vec3()], [])) - 1) < 1e-9);
});

test("a camera has all atoms in its picture, and some near its edge", () => {
  const atoms = [...wall(0), ...wall(30).map(([x, y, z]) => Vec3.create(3 * x!, y!, z!))];
  const eye = Vec3.normalize(Vec3(), Vec3.create(1, 2, 2));
  for (const aspect of [0.5, 1.4, 3]) {
    const fov = Math.PI / 4;
    const { position, target, up, radius } = framed(atoms, eye, { fov, aspect });
    const right = Vec3.cross(Vec3(), up, eye);
    const half = Math.tan(fov / 2);
    const shares = atoms.map((atom) => {
      const seen = Vec3.sub(Vec3(), atom, position);
      const depth = -Vec3.dot(seen, eye);
      const across = Math.abs(Vec3.dot(seen, right)) / aspect;
      return Math.max(across, Math.abs(Vec3.dot(seen, up))) / (half * depth);
    });
    const most = Math.max(...shares);
    assert(most < 1 && most > 0.85, `${most} of the picture at ${aspect}`);
    assert(atoms.every((atom) => Vec3.distance(atom, target) <= radius));
  }
});
