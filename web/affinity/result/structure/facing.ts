/** From where a complex is looked at first: its ligand in front and not edge-on, all of it in the picture. */
import { Mat4, Vec3 } from "molstar/lib/mol-math/linear-algebra.js";

/** Directions that are tried, evenly over the sphere. */
const tried = 200;

/** Before a ligand is what is this near, in Å, to a line of sight to so much of its radius. */
const [hiding, broad] = [3, 0.7];

/**
 * The direction from the ligand to who looks at it: the fewest atoms before it, of those the broadest
 * view of it, and from outside.
 * @param ligand its atoms, at least one
 * @param others all other atoms
 */
export function directionToEye(ligand: readonly Vec3[], others: readonly Vec3[]): Vec3 {
  const middle = middleOf(ligand);
  const outwards = Vec3.sub(Vec3(), middle, others.length === 0 ? middle : middleOf(others));
  if (Vec3.magnitude(outwards) > 0) Vec3.normalize(outwards, outwards);
  const seen = ligand.map((atom) => Vec3.sub(Vec3(), atom, middle));
  const squares = seen.map((atom) => Vec3.squaredMagnitude(atom));
  const size = Math.max(Math.hypot(...squares.map(Math.sqrt)), Number.EPSILON);
  const hides = (broad * Math.sqrt(Math.max(...squares)) + hiding) ** 2;
  const around = others.map((atom) => Vec3.sub(Vec3(), atom, middle));
  let best = Vec3.create(0, 0, 1);
  let least = Infinity;
  for (const eye of directions()) {
    const hidden = around.filter((atom) => {
      const depth = Vec3.dot(atom, eye);
      return depth > 0 && Vec3.squaredMagnitude(atom) - depth ** 2 < hides;
    });
    // How far its atoms are behind each other, of how far they could be.
    const depth = Math.hypot(...seen.map((atom) => Vec3.dot(atom, eye))) / size;
    const cost = hidden.length + 40 * depth - 40 * Vec3.dot(outwards, eye);
    if (cost < least) [best, least] = [eye, cost];
  }
  return best;
}

/** Room around the atoms for what is drawn of them, Å. */
const margin = 3;

/**
 * Where a camera is that has all atoms in its picture, as large as they can be, the longer side of them
 * along the longer side of it.
 * @param atoms at least one
 * @param eye direction from them to the camera, of length 1
 * @param fov vertical angle of the picture, in radians
 * @param aspect its width by its height
 */
export function framed(
  atoms: readonly Vec3[],
  eye: Vec3,
  { fov, aspect }: { readonly fov: number; readonly aspect: number },
): { readonly position: Vec3; readonly target: Vec3; readonly up: Vec3; readonly radius: number } {
  const middle = middleOf(atoms);
  const around = atoms.map((atom) => Vec3.sub(Vec3(), atom, middle));
  const across = Vec3.cross(Vec3(), Math.abs(eye[1]!) < 0.8 ? Vec3.unitY : Vec3.unitX, eye);
  Vec3.normalize(across, across);
  const [xx, xy, yy] = spreadOf(around, across, Vec3.cross(Vec3(), eye, across));
  const angle = Math.atan2(2 * xy, xx - yy) / 2 + (aspect < 1 ? Math.PI / 2 : 0);
  const turn = Mat4.fromRotation(Mat4(), angle, eye);
  const right = Vec3.transformMat4(Vec3(), across, turn);
  const up = Vec3.cross(Vec3(), eye, right);
  const [x, y] = [right, up].map((axis) => {
    let [least, most] = [Infinity, -Infinity];
    for (const atom of around) {
      const place = Vec3.dot(atom, axis);
      [least, most] = [Math.min(least, place), Math.max(most, place)];
    }
    return (least + most) / 2;
  }) as [number, number];
  const target = Vec3.scaleAndAdd(Vec3(), Vec3.scaleAndAdd(Vec3(), middle, right, x), up, y);
  let distance = 0;
  let radius = 0;
  for (const atom of around) {
    const side = Math.abs(Vec3.dot(atom, right) - x) + margin;
    const height = Math.abs(Vec3.dot(atom, up) - y) + margin;
    const half = Math.max(height, side / aspect) / Math.tan(fov / 2);
    distance = Math.max(distance, Vec3.dot(atom, eye) + half);
    radius = Math.max(radius, Math.hypot(Vec3.dot(atom, eye), side, height));
  }
  return { position: Vec3.scaleAndAdd(Vec3(), target, eye, distance), target, up, radius };
}

/** Sums of squares and products of places along two axes. */
function spreadOf(points: readonly Vec3[], a: Vec3, b: Vec3): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (const point of points) {
    const [x, y] = [Vec3.dot(point, a), Vec3.dot(point, b)];
    sum[0] += x * x;
    sum[1] += x * y;
    sum[2] += y * y;
  }
  return sum;
}

/** A spiral from one pole to the other, by the golden angle. */
function directions(): Vec3[] {
  return Array.from({ length: tried }, (_, i) => {
    const z = 1 - (2 * i + 1) / tried;
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    const across = Math.sqrt(1 - z * z);
    return Vec3.create(across * Math.cos(angle), across * Math.sin(angle), z);
  });
}

function middleOf(atoms: readonly Vec3[]): Vec3 {
  const sum = Vec3();
  for (const atom of atoms) Vec3.add(sum, sum, atom);
  return Vec3.scale(sum, sum, 1 / atoms.length);
}
