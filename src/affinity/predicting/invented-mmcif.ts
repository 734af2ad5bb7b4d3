/** An invented structure as mmCIF, with the tables of Boltz's that viewers look for. */
import { type InventedComplex, ligandName } from "./invented-complex.ts";
import type { InventedAtom, InventedToken } from "./invented-token.ts";

/** Ids of the two chains. */
export interface ChainIds {
  readonly protein: string;
  readonly ligand: string;
}

/** The text of the file. It says three times that it is invented: viewers show one or the other. */
export function inventedMmcif({ protein, ligand }: InventedComplex, ids: ChainIds): string {
  const components = [...new Set(protein.map(({ residue }) => residue))].sort();
  let atom = 0;
  let row = 0;
  const site = (group: string, token: InventedToken, place: string, entity: 1 | 2, id: string) =>
    token.atoms.map(({ name, element, point }: InventedAtom) => {
      const where = point.map((value) => value.toFixed(3)).join(" ");
      const bFactor = (100 * token.plddt).toFixed(2);
      const auth = entity === 1 ? place : "1";
      return `${group} ${++atom} ${element} ${name} . ${token.residue} ${place} ${auth} ? ${id} ${where} 1 ${entity} ${id} ${token.residue} ${bFactor} 1`;
    });
  const metric = (token: { residue: string; plddt: number }, place: number, id: string) =>
    `${++row} 1 ${id} ${place} ${token.residue} 1 ${(100 * token.plddt).toFixed(2)}`;
  const mean = ligand.reduce((sum, { plddt }) => sum + plddt, 0) / ligand.length;
  return [
    "# INVENTED by Retort's demonstration engine. No model predicted this structure: it means nothing.",
    "data_demonstration",
    "_entry.id demonstration",
    "_struct.entry_id demonstration",
    "_struct.title 'Demonstration: an invented structure, predicted by no model'",
    "_struct.pdbx_model_details 'Invented: it means nothing'",
    "_struct.pdbx_structure_determination_methodology computational",
    ...loop(
      "chem_comp",
      ["id", "type"],
      [
        ...components.map(
          (name) => `${name} ${name === "GLY" ? "'peptide linking'" : "'L-peptide linking'"}`,
        ),
        `${ligandName} non-polymer`,
      ],
    ),
    ...loop(
      "entity",
      ["id", "type", "pdbx_description"],
      ["1 polymer 'Invented fold'", "2 non-polymer 'Ligand, laid on it'"],
    ),
    ...loop(
      "entity_poly",
      ["entity_id", "type", "pdbx_strand_id"],
      [`1 polypeptide(L) ${ids.protein}`],
    ),
    ...loop(
      "entity_poly_seq",
      ["entity_id", "num", "mon_id", "hetero"],
      protein.map(({ residue }, index) => `1 ${index + 1} ${residue} n`),
    ),
    ...loop("struct_asym", ["id", "entity_id"], [`${ids.protein} 1`, `${ids.ligand} 2`]),
    ...loop("atom_site", siteFields, [
      ...protein.flatMap((token, index) => site("ATOM", token, `${index + 1}`, 1, ids.protein)),
      ...ligand.flatMap((token) => site("HETATM", token, ".", 2, ids.ligand)),
    ]),
    ...loop(
      "ma_qa_metric",
      ["id", "name", "description", "type", "mode"],
      ["1 pLDDT 'Invented lddt' pLDDT local"],
    ),
    ...loop("ma_qa_metric_local", metricFields, [
      ...protein.map((token, index) => metric(token, index + 1, ids.protein)),
      metric({ residue: ligandName, plddt: mean }, 1, ids.ligand),
    ]),
    "",
  ].join("\n");
}

const siteFields = [
  ...["group_PDB", "id", "type_symbol", "label_atom_id", "label_alt_id", "label_comp_id"],
  ...["label_seq_id", "auth_seq_id", "pdbx_PDB_ins_code", "label_asym_id"],
  ...["Cartn_x", "Cartn_y", "Cartn_z", "occupancy", "label_entity_id"],
  ...["auth_asym_id", "auth_comp_id", "B_iso_or_equiv", "pdbx_PDB_model_num"],
];

const metricFields = [
  ...["ordinal_id", "model_id", "label_asym_id", "label_seq_id", "label_comp_id", "metric_id"],
  "metric_value",
];

function loop(category: string, fields: readonly string[], rows: readonly string[]): string[] {
  return ["#", "loop_", ...fields.map((field) => `_${category}.${field}`), ...rows, "#"];
}
