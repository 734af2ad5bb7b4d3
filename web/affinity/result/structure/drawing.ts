/** What is drawn of a structure: its chains, its ligands, and what holds them together. */

import type { Structure } from "molstar/lib/mol-model/structure.js";
import { InteractionsRepresentationProvider } from "molstar/lib/mol-model-props/computed/representations/interactions.js";
import { InteractionTypeColorThemeProvider } from "molstar/lib/mol-model-props/computed/themes/interaction-type.js";
import type { PluginContext } from "molstar/lib/mol-plugin/context.js";
import { BallAndStickRepresentationProvider } from "molstar/lib/mol-repr/structure/representation/ball-and-stick.js";
import { CartoonRepresentationProvider } from "molstar/lib/mol-repr/structure/representation/cartoon.js";
import { LabelRepresentationProvider } from "molstar/lib/mol-repr/structure/representation/label.js";
import { MolecularSurfaceRepresentationProvider } from "molstar/lib/mol-repr/structure/representation/molecular-surface.js";
import type { StateObjectSelector } from "molstar/lib/mol-state/index.js";
import { ElementSymbolColorThemeProvider } from "molstar/lib/mol-theme/color/element-symbol.js";
import { UniformColorThemeProvider } from "molstar/lib/mol-theme/color/uniform.js";
import { Color } from "molstar/lib/mol-util/color/index.js";
import { ligandCarbon } from "./colours.ts";
import { confidenceColours } from "./confidence-theme.ts";
import { findDrawnContacts } from "./drawn-contacts.ts";
import { pocketOf, smallMolecules } from "./parts.ts";

/** In what manner a structure is drawn. */
export interface Look {
  readonly chains: "cartoon" | "surface";
  /** Whether what the ligand touches is shown: residues, their names, and contacts as dashes. */
  readonly contacts: boolean;
  /** Colour of names, 0xRRGGBB. */
  readonly ink: number;
}

type Parts = Partial<Record<"polymer" | "ligand" | "pocket", StateObjectSelector>>;

/** One structure in a Mol*. */
export class Drawing {
  readonly #plugin: PluginContext;
  #parts: Parts = {};
  #structure: Structure | undefined;
  /** What is drawn of it now, to be taken away. */
  #drawn: StateObjectSelector[] = [];

  constructor(plugin: PluginContext) {
    this.#plugin = plugin;
  }

  /** The structure; undefined before there is one. */
  get structure(): Structure | undefined {
    return this.#structure;
  }

  /** Reads mmCIF and draws it in place of what was there. */
  async load(cif: string, look: Look): Promise<void> {
    const { builders } = this.#plugin;
    await this.#plugin.clear();
    this.#drawn = [];
    const data = await builders.data.rawData({ data: cif });
    const trajectory = await builders.structure.parseTrajectory(data, "mmcif");
    const model = await builders.structure.createModel(trajectory);
    const structure = await builders.structure.createStructure(model);
    if (structure.obj === undefined) throw new Error("The structure's file has no atoms.");
    this.#structure = structure.obj.data;
    const { tryCreateComponentStatic, tryCreateComponentFromExpression } = builders.structure;
    const part = tryCreateComponentFromExpression.bind(builders.structure, structure);
    const [polymer, ligand, pocket] = [
      await tryCreateComponentStatic.call(builders.structure, structure, "polymer"),
      await part(smallMolecules, "small-molecules"),
      await part(pocketOf(smallMolecules), "pocket"),
    ];
    this.#parts = {
      ...(polymer && { polymer }),
      ...(ligand && { ligand }),
      ...(pocket && { pocket }),
    };
    await this.draw(look);
  }

  /** Draws it anew. */
  async draw({ chains, contacts, ink }: Look): Promise<void> {
    const before = this.#drawn;
    const { polymer, ligand, pocket } = this.#parts;
    const { representation } = this.#plugin.builders.structure;
    const drawn: (StateObjectSelector | undefined)[] = [
      polymer &&
        (await representation.addRepresentation(polymer, {
          type:
            chains === "cartoon"
              ? CartoonRepresentationProvider
              : MolecularSurfaceRepresentationProvider,
          typeParams: chains === "cartoon" ? {} : { alpha: 0.65 },
          color: confidenceColours,
        })),
      ligand &&
        (await representation.addRepresentation(ligand, {
          type: BallAndStickRepresentationProvider,
          typeParams: { sizeFactor: 0.22 },
          color: ElementSymbolColorThemeProvider,
          colorParams: {
            carbonColor: { name: "uniform", params: { value: Color(ligandCarbon) } },
          } as never,
        })),
    ];
    if (contacts && ligand && pocket && this.#structure) {
      await findDrawnContacts(this.#plugin, this.#structure);
      drawn.push(
        await representation.addRepresentation(pocket, {
          type: BallAndStickRepresentationProvider,
          typeParams: { sizeFactor: 0.14 },
          color: confidenceColours,
          colorParams: { elements: true },
        }),
        await representation.addRepresentation(pocket, {
          type: LabelRepresentationProvider,
          typeParams: { level: "residue", sizeFactor: 0.8, borderWidth: 0 },
          color: UniformColorThemeProvider,
          colorParams: { value: Color(ink) },
        }),
        await representation.addRepresentation(ligand, {
          type: InteractionsRepresentationProvider,
          typeParams: { includeParent: true, parentDisplay: "between" },
          color: InteractionTypeColorThemeProvider,
        }),
      );
    }
    this.#drawn = drawn.filter((one) => one !== undefined);
    const old = this.#plugin.build();
    for (const one of before) old.delete(one);
    await old.commit();
  }
}
