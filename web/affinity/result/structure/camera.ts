/** How the view of a complex is turned, by keys and by the pointer. */
import { DefaultTrackballBindings } from "molstar/lib/mol-canvas3d/controls/trackball.js";
import { Mat4, Vec3 } from "molstar/lib/mol-math/linear-algebra.js";
import { Binding } from "molstar/lib/mol-util/binding.js";
import { ButtonsType, ModifiersKeys } from "molstar/lib/mol-util/input/input-observer.js";

/** Where the camera is, what it looks at, and what is up. */
interface View {
  readonly position: Vec3;
  readonly target: Vec3;
  readonly up: Vec3;
}

/** The view after the complex was turned by angles in radians, to the right and down. */
export function turned({ position, target, up }: View, right: number, down: number) {
  const toEye = Vec3.sub(Vec3(), position, target);
  const side = Vec3.normalize(Vec3(), Vec3.cross(Vec3(), up, toEye));
  const turn = Mat4.mul(
    Mat4(),
    Mat4.fromRotation(Mat4(), -right, Vec3.normalize(Vec3(), up)),
    Mat4.fromRotation(Mat4(), -down, side),
  );
  return {
    position: Vec3.add(Vec3(), target, Vec3.transformMat4(Vec3(), toEye, turn)),
    up: Vec3.transformMat4(Vec3(), up, turn),
  };
}

const { Trigger } = Binding;
const wheel = ButtonsType.Flag.Auxilary;

/**
 * What pointers do. Keys are ours: Mol* would hear them wherever on the page they are pressed. The
 * wheel magnifies with Ctrl, too, without which it scrolls the page.
 */
export const bindings: typeof DefaultTrackballBindings = {
  ...(Object.fromEntries(
    Object.entries(DefaultTrackballBindings).map(([name, binding]) => [
      name,
      /^(drag|scroll)/.test(name) ? binding : Binding.Empty,
    ]),
  ) as typeof DefaultTrackballBindings),
  scrollZoom: Binding([
    Trigger(wheel, ModifiersKeys.create()),
    Trigger(wheel, ModifiersKeys.create({ control: true })),
    Trigger(wheel, ModifiersKeys.create({ meta: true })),
  ]),
};
