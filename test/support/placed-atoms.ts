/** Small structures with a known geometry, as mmCIF: chain A is of residues, chain B is a ligand. */

/** An atom: its name, whose first letter is its element, and its place in Å. */
export type Placed = readonly [name: string, x: number, y: number, z: number];

/** A residue of chain A. */
export interface PlacedResidue {
  readonly name: string;
  readonly atoms: readonly Placed[];
}

const columns = [
  ...["group_PDB", "id", "type_symbol", "label_atom_id", "label_comp_id", "label_seq_id"],
  ...["auth_seq_id", "label_asym_id", "label_entity_id", "Cartn_x", "Cartn_y", "Cartn_z"],
];

/** The file of a ligand and the residues around it, in the order of the sequence. */
export function mmcifOf(residues: readonly PlacedResidue[], ligand: readonly Placed[]): string {
  let id = 0;
  const row = (group: string, [name, ...place]: Placed, residue: string[]) =>
    [group, ++id, name[0], name, ...residue, ...place].join(" ");
  const rows = [
    ...residues.flatMap(({ name, atoms }, index) =>
      atoms.map((atom) => row("ATOM", atom, [name, `${index + 1}`, `${index + 1}`, "A", "1"])),
    ),
    ...ligand.map((atom) => row("HETATM", atom, ["LIG1", ".", "1", "B", "2"])),
  ];
  const header = columns.map((column) => `_atom_site.${column}`);
  return ["data_test", "loop_", ...header, ...rows, "#", ""].join("\n");
}

/** Atoms somewhere else. */
export function moved(atoms: readonly Placed[], by: readonly [number, number, number]): Placed[] {
  return atoms.map(([name, x, y, z]) => [name, x + by[0], y + by[1], z + by[2]]);
}

/** A regular hexagon of six named atoms in the plane z = 0 around the origin, like benzene's. */
export function hexagon(names: readonly string[], turned = 0): Placed[] {
  const side = 1.39;
  return names.map((name, index) => {
    const angle = (Math.PI / 3) * index + turned;
    return [name, side * Math.cos(angle), side * Math.sin(angle), 0];
  });
}
