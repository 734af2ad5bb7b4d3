/**
 * The complex in three dimensions, drawn by Mol* (Sehnal et al. 2021, doi:10.1093/nar/gkab314) with
 * none of its own controls. This is the one file that starts it, and it is loaded when it is needed.
 */
import { StructureElement } from "molstar/lib/mol-model/structure.js";
import { PluginBehaviors } from "molstar/lib/mol-plugin/behavior.js";
import { PluginConfig } from "molstar/lib/mol-plugin/config.js";
import { PluginContext } from "molstar/lib/mol-plugin/context.js";
import { PluginSpec } from "molstar/lib/mol-plugin/spec.js";
import { Color } from "molstar/lib/mol-util/color/index.js";
import { bindings, turned } from "./camera.ts";
import { confidenceColours } from "./confidence-theme.ts";
import { Drawing, type Look } from "./drawing.ts";
import { directionToEye, framed } from "./facing.ts";
import { atomsOf, lociOf, othersThan, pointsOf } from "./parts.ts";
import type { Place } from "./place.ts";
import { type Pointed, pointedAt } from "./pointed.ts";

/** A structure that is shown. */
export interface Shown {
  /** mmCIF, with pLDDT in the B column. */
  readonly cif: string;
  /** Id of the ligand's chain, which is in front at first; undefined where there is none. */
  readonly ligand: string | undefined;
}

/** The picture, and what can be done with it. What is asked for is done in the order of asking. */
export interface Scene {
  /** Shows a structure in place of the one before. Rejects with what is wrong with the file. */
  show(shown: Shown, look: Look): Promise<void>;
  /** Draws the same structure in another manner. */
  draw(look: Look): Promise<void>;
  /** Looks at a place, or at everything. */
  lookAt(place: Place | "all"): void;
  /** Marks places, in place of those before. */
  mark(places: readonly Place[]): void;
  /** Turns the complex by angles in radians, to the right and down. */
  turn(right: number, down: number): void;
  /** Goes nearer by a factor, or farther by one below 1. */
  zoom(factor: number): void;
  /** Whether it turns by itself. */
  spin(isOn: boolean): void;
  /** The colour behind the complex, 0xRRGGBB. */
  ground(colour: number): void;
  /** The picture as it is, on a canvas of its own. */
  picture(): Promise<ImageBitmap>;
  close(): void;
}

/** Turns a second of what turns by itself. */
const spinSpeed = 0.06;

/**
 * Starts Mol* in an element, which must be laid out.
 * @param isSlow whether to leave out what makes a picture pretty, not plain
 * @param onPoint told what the pointer is on; undefined for nothing
 * @returns undefined where WebGL cannot be had
 */
export async function openScene(
  place: HTMLElement,
  isSlow: boolean,
  onPoint: (pointed: Pointed | undefined) => void,
): Promise<Scene | undefined> {
  const plugin = new PluginContext(isSlow ? { ...spec, ...plain } : spec);
  await plugin.init();
  plugin.representation.structure.themes.colorThemeRegistry.add(confidenceColours);
  const isMounted = await plugin.mountAsync(place);
  const { canvas3d } = plugin;
  if (!isMounted || canvas3d === undefined) {
    plugin.dispose();
    return undefined;
  }
  // What it shows is said by the element around it.
  for (const canvas of place.querySelectorAll("canvas")) canvas.ariaHidden = "true";
  canvas3d.setAttribs({ trackball: { bindings } });
  // Where it looks is said here: Mol* would look at all whenever what is drawn becomes larger.
  const helper = { axes: { name: "off", params: {} } } as const;
  canvas3d.setProps({ camera: { manualReset: true, helper } });
  const hover = plugin.behaviors.interaction.hover.subscribe(({ current }) =>
    onPoint(pointedAt(current.loci)),
  );
  const drawing = new Drawing(plugin);
  let last = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  const lookAt = (place: Place | "all", durationMs = 300) => {
    const { structure } = drawing;
    if (structure === undefined) return;
    const { camera } = plugin.managers;
    if (place === "all") return camera.reset(undefined, durationMs);
    // A ligand is looked at from where least is before it; a residue, from where one is already.
    const optimizeDirection = place.residue === undefined;
    const loci = lociOf(atomsOf(place), structure);
    camera.focusLoci(loci, { optimizeDirection, extraRadius: 4, durationMs });
  };
  /** All of the complex, the ligand in front. */
  const lookFirst = (chain: string) => {
    const { structure } = drawing;
    if (structure === undefined) return;
    const own = lociOf(atomsOf({ chain }), structure);
    const others = lociOf(othersThan(atomsOf({ chain })), structure);
    if (StructureElement.Loci.isEmpty(own)) return lookAt("all", 0);
    const [ligand, rest] = [pointsOf(own), pointsOf(others)];
    const eye = directionToEye(ligand, rest);
    canvas3d.requestCameraReset({
      durationMs: 0,
      snapshot: (_scene, { state: { fov }, viewport: { width, height } }) =>
        framed([...ligand, ...rest], eye, { fov, aspect: width / height }),
    });
  };
  return {
    show: ({ cif, ligand }, look) =>
      inTurn(async () => {
        await drawing.load(cif, look);
        if (ligand === undefined) lookAt("all", 0);
        else lookFirst(ligand);
      }),
    draw: (look) => inTurn(() => drawing.draw(look)),
    lookAt,
    mark(places) {
      const { lociSelects } = plugin.managers.interactivity;
      lociSelects.deselectAll();
      const { structure } = drawing;
      if (structure === undefined) return;
      for (const place of places) {
        lociSelects.select({ loci: lociOf(atomsOf(place), structure) }, false);
      }
    },
    turn: (right, down) => canvas3d.camera.setState(turned(canvas3d.camera.state, right, down), 0),
    zoom(factor) {
      const { position, target } = canvas3d.camera.state;
      const moved = position.map((at, i) => target[i]! + (at - target[i]!) / factor);
      canvas3d.camera.setState({ position: moved as typeof position }, 0);
    },
    spin: (isOn) =>
      canvas3d.setProps({
        trackball: {
          animate: isOn
            ? { name: "spin", params: { speed: spinSpeed, axis: vertical } }
            : { name: "off", params: {} },
        },
      }),
    ground: (colour) => canvas3d.setProps({ renderer: { backgroundColor: Color(colour) } }),
    async picture() {
      const { viewportScreenshot } = plugin.helpers;
      const address = await viewportScreenshot!.getImageDataUri();
      const image = new Image();
      image.src = address;
      await image.decode();
      return createImageBitmap(image);
    },
    close() {
      hover.unsubscribe();
      plugin.dispose();
    },
  };
}

const vertical = [0, -1, 0] as unknown as Parameters<typeof turned>[0]["up"];

/** What of Mol* takes part: colours, contacts and pointing, and nothing that fetches or stores. */
const spec: PluginSpec = {
  actions: [],
  behaviors: [
    PluginSpec.Behavior(PluginBehaviors.Representation.HighlightLoci),
    PluginSpec.Behavior(PluginBehaviors.Representation.SelectLoci),
    PluginSpec.Behavior(PluginBehaviors.Camera.FocusLoci),
    PluginSpec.Behavior(PluginBehaviors.CustomProps.Interactions),
    PluginSpec.Behavior(PluginBehaviors.CustomProps.SecondaryStructure),
    PluginSpec.Behavior(PluginBehaviors.CustomProps.ValenceModel),
  ],
};

/** For a browser that draws without a graphics card: every effect costs it seconds. */
const plain: Partial<PluginSpec> = {
  canvas3d: {
    postprocessing: { enabled: false },
    multiSample: { mode: "off" },
    hiZ: { enabled: false },
  },
  config: [
    [PluginConfig.General.AllowMajorPerformanceCaveat, true],
    [PluginConfig.General.Transparency, "blended"],
  ],
};
