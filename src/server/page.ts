/** The page: its files, and the addresses that it reads itself. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import files from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";

const folder = fileURLToPath(new URL("../../build/web/", import.meta.url));
/** Files whose names have the hash of their content; they never change. */
const hashed = /[/\\]assets[/\\]/;
/** Addresses of the page alone: who takes anything gets it, as at the root. */
const pages = /^\/(impedance|affinity|datasets)\/?$/;
/** Addresses that the API has, too: who navigates there wants to see the page. */
const sharedPages = /^\/(jobs(\/[^/]+)?|settings)\/?$/;

/** Whether this server has the page: it is built, or not. */
export const hasPage = existsSync(folder);

/** Serves the page to browsers. */
export async function servePage(app: FastifyInstance): Promise<void> {
  await app.register(files, {
    root: folder,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = hashed.test(path);
      reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.addHook("onRequest", async (request, reply) => {
    const path = request.url.split("?")[0]!;
    const isPage = pages.test(path);
    if (!isPage && !sharedPages.test(path)) return;
    reply.header("vary", [reply.getHeader("vary") ?? [], "Accept"].flat().join(", "));
    if (isPage ? takesPage(request) : wantsPage(request)) return reply.sendFile("index.html");
  });
}

/** Whether a browser navigates: programs, the page's own among them, do not ask for HTML. */
export function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === "GET" && headers.accept?.includes("text/html") === true;
}

/** Whether the page is among what a request takes; one that does not say takes anything. */
function takesPage({ method, headers: { accept = "*/*" } }: FastifyRequest): boolean {
  return (method === "GET" || method === "HEAD") && /\btext\/html\b|(\*|\btext)\/\*/.test(accept);
}
