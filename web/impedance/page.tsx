/** Impedance. */
import { useTitle } from "../app/title.ts";

export function ImpedancePage() {
  useTitle("Impedance");
  return <main>Impedance</main>;
}
