/** Colours of what is drawn beside the chains, which have those of pLDDT. */

/** Carbon of ligands, 0xRRGGBB: far from every colour of pLDDT. */
export const ligandCarbon = 0xc84fc0;

/** Contacts by kind, as Mol* draws them (its theme `interaction-type`). */
export const contactColours = {
  hydrogen_bond: 0x2b83ba,
  hydrophobic: 0x808080,
  salt_bridge: 0xf0c814,
  pi: 0x8cb366,
} as const;
