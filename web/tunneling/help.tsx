/** The help: how to read the picture, and the keys. */
import { Modal } from "@mantine/core";
import { playerKeys } from "./keys.ts";
import "./help.css";

interface HelpProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A dialog that opens with `?`. */
export function Help({ opened, onClose }: HelpProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Reading the picture"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className="help">
        <p>
          The height of the coloured area is the probability density |ψ|²; its colour is the phase
          of ψ, from which the turning of the mean energy, exp(−i⟨E⟩t/ħ), has been taken away. The
          density’s axis follows the wave as it spreads.
        </p>
        <p>
          The barrier stands on the energy axis to the right, beside the packet’s energies; the
          dotted lines are its mean kinetic energy and the barrier’s height. Below, Re ψ and Im ψ.
        </p>
        <p>
          What is before the barrier is the reflected part R, and what is beyond it the transmitted
          part T, only when the packet has met the barrier: then the words light up.
        </p>
        <p>
          Drag the barrier’s edges, its top or the whole of it, and the mark under the packet. Each
          is reached with Tab, too, and moved with the arrow keys; with Shift ten times as far.
        </p>
        <p>Units are natural: lengths, masses and ħ are what you make them.</p>
        <table>
          <caption>Keys</caption>
          <tbody>
            {playerKeys.map(({ shown, does }) => (
              <tr key={shown}>
                <th scope="row">
                  <kbd>{shown}</kbd>
                </th>
                <td>{does}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">
                <kbd>?</kbd>
              </th>
              <td>This help</td>
            </tr>
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
