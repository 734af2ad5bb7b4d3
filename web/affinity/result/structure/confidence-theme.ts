/** Mol*'s colouring by pLDDT: the bands of the legend, in the B column of the file. */
import { Bond, StructureElement, StructureProperties } from "molstar/lib/mol-model/structure.js";
import { ColorThemeCategory } from "molstar/lib/mol-theme/color/categories.js";
import { ElementSymbolColors } from "molstar/lib/mol-theme/color/element-symbol.js";
import type { ColorTheme } from "molstar/lib/mol-theme/color.js";
import type { ThemeDataContext } from "molstar/lib/mol-theme/theme.js";
import { Color } from "molstar/lib/mol-util/color/index.js";
import { ParamDefinition } from "molstar/lib/mol-util/param-definition.js";
import { bandOf } from "../bands.ts";

const params = {
  /** Whether atoms other than carbon have the colours of their elements. */
  elements: ParamDefinition.Boolean(false),
};

type Params = typeof params;

const none = Color(0x808080);

function confidenceTheme(
  _context: ThemeDataContext,
  props: ParamDefinition.Values<Params>,
): ColorTheme<Params> {
  const own = StructureElement.Location.create();
  const colourOf = (location: StructureElement.Location) => {
    const symbol = StructureProperties.atom.type_symbol(location);
    if (props.elements && symbol !== "C") {
      return ElementSymbolColors[symbol as keyof typeof ElementSymbolColors] ?? none;
    }
    return Color(bandOf(StructureProperties.atom.B_iso_or_equiv(location)).colour);
  };
  return {
    factory: confidenceTheme,
    granularity: "group",
    props,
    color: (location) => {
      if (StructureElement.Location.is(location)) return colourOf(location);
      if (!Bond.isLocation(location)) return none;
      const { aStructure, aUnit, aIndex } = location;
      return colourOf(
        StructureElement.Location.set(own, aStructure, aUnit, aUnit.elements[aIndex]!),
      );
    },
  };
}

/** The colouring, for a Mol* to register. */
export const confidenceColours: ColorTheme.Provider<Params, "retort-confidence"> = {
  name: "retort-confidence",
  label: "pLDDT",
  category: ColorThemeCategory.Validation,
  factory: confidenceTheme,
  getParams: () => params,
  defaultValues: ParamDefinition.getDefaultValues(params),
  isApplicable: ({ structure }) => structure !== undefined,
};
