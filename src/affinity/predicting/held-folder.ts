/** The folder of a run whose files several still have to read. */
import { rm } from "node:fs/promises";

/** A folder that is deleted when everybody has given it back: whoever holds it, and whoever made it. */
export interface HeldFolder extends AsyncDisposable {
  /** Holds it for another: the function gives it back, and twice is as good as once. */
  hold(): () => Promise<void>;
}

/** Takes care of a folder; it need not be there yet. */
export function heldFolder(folder: string): HeldFolder {
  let holders = 0;
  const hold = () => {
    let isHeld = true;
    holders++;
    return async () => {
      if (!isHeld) return;
      isHeld = false;
      if (--holders === 0) await rm(folder, { recursive: true, force: true });
    };
  };
  return { hold, [Symbol.asyncDispose]: hold() };
}
