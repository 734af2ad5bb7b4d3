/** Proteins and ligands that run as they are, to begin with. */
import { useExamples } from "../queries.ts";
import "./examples.css";

/** Which ligand goes with which protein where only one of them was chosen. */
const partners: readonly (readonly [protein: string, ligand: string])[] = [
  ["Carbonic anhydrase 2", "Acetazolamide"],
  ["Lysozyme", "N-acetylglucosamine"],
];
const usualPartners = ["Ubiquitin", "Aspirin"] as const;

interface ExamplesProps {
  readonly of: "proteins" | "ligands";
  /** The text of the field that they are for, and whether the other one is empty. */
  readonly value: string;
  readonly isOtherEmpty: boolean;
  /** Told the sequence and the SMILES; of one that is to stay nothing. */
  readonly onChoose: (chosen: { readonly protein?: string; readonly ligand?: string }) => void;
}

/** Chips; one fills its field, and the other one, too, while that is empty. */
export function ExampleChips({ of, value, isOtherEmpty, onChoose }: ExamplesProps) {
  const { data } = useExamples();
  const proteinOf = (name: string) => data?.proteins.find((one) => one.name === name)?.sequence;
  const ligandOf = (name: string) => data?.ligands.find((one) => one.name === name)?.smiles;
  const choose = (name: string) => {
    const isProtein = of === "proteins";
    const [protein, ligand] = isProtein
      ? (partners.find(([protein]) => protein === name) ?? [name, usualPartners[1]])
      : (partners.find(([, ligand]) => ligand === name) ?? [usualPartners[0], name]);
    const sequence = isProtein || isOtherEmpty ? proteinOf(protein) : undefined;
    const smiles = !isProtein || isOtherEmpty ? ligandOf(ligand) : undefined;
    onChoose({
      ...(sequence !== undefined && { protein: sequence }),
      ...(smiles !== undefined && { ligand: smiles }),
    });
  };
  const all =
    of === "proteins"
      ? data?.proteins.map(({ sequence, ...one }) => ({ ...one, text: sequence }))
      : data?.ligands.map(({ smiles, ...one }) => ({ ...one, text: smiles }));
  return (
    <div className="example-chips">
      {all?.map(({ name, description, text }) => (
        <button
          key={name}
          type="button"
          title={description}
          aria-pressed={value.trim() === text}
          onClick={() => choose(name)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
