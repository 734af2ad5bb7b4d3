/** What the browser draws with. */

/** Whether there is WebGL 2, and whether a graphics card, or a slow substitute, does it. */
export type Graphics = "none" | "slow" | "fast";

/** Programs that draw in place of a card, as browsers name them. */
const substitutes = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Looks. */
export function graphicsHere(): Graphics {
  const context = document.createElement("canvas").getContext("webgl2");
  if (context === null) return "none";
  const unmasked = context.getExtension("WEBGL_debug_renderer_info")?.UNMASKED_RENDERER_WEBGL;
  const renderer = String(context.getParameter(unmasked ?? context.RENDERER));
  // A browser keeps few of them.
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return substitutes.test(renderer) ? "slow" : "fast";
}
