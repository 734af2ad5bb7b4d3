/** A circuit as people write it, in either of two notations. */
import { parseCdc } from "./cdc.ts";
import { type Circuit, CircuitError, formatCircuit, parametersOf } from "./circuit.ts";
import { parseCircuit } from "./parse.ts";

/** What a text says. */
export type ReadCircuit =
  | {
      readonly circuit: Circuit;
      /** Values that the text gives; none in impedance.py's notation. */
      readonly values: Readonly<Record<string, number>>;
      /** The circuit in impedance.py's notation, where the text is in the other. */
      readonly converted: string | undefined;
    }
  | { readonly error: CircuitError };

/** Reads a circuit in impedance.py's notation, or else as a circuit description code. */
export function readCircuit(text: string): ReadCircuit {
  try {
    return { circuit: parseCircuit(text), values: {}, converted: undefined };
  } catch (error) {
    if (!(error instanceof CircuitError)) throw error;
    return readDescription(text, error);
  }
}

function readDescription(text: string, error: CircuitError): ReadCircuit {
  try {
    const { circuit, parameters } = parseCdc(text);
    // Braces give values; without any, what the notation takes for granted is no wish of the user's.
    const names = text.includes("{") ? parametersOf(circuit).map(({ name }) => name) : [];
    const values = Object.fromEntries(names.map((name, i) => [name, parameters[i]!]));
    return { circuit, values, converted: formatCircuit(circuit) };
  } catch (other) {
    if (!(other instanceof CircuitError)) throw other;
    return { error: isDescription(text) ? other : error };
  }
}

/** Whether a text that is neither was rather meant to be a description: it has brackets, but no `p(`. */
function isDescription(text: string): boolean {
  return /[([{]/.test(text) && !/p\s*\(|-(?![^{]*\})/.test(text);
}
