/** `npm run dev`: the Retort server, and Vite before it, which rebuilds the page as it is edited. */
import { createServer, type ProxyOptions } from "vite";
import { readConfig } from "#src/server/config.ts";
import { openPlatform } from "#src/server/platform.ts";
import { startServer } from "#src/server/serve.ts";

const config = readConfig();
const platform = await openPlatform(config, { isWorker: true, progress: console.log });
const server = await startServer(config, platform);
// Jobs and settings have a page at the same address, which browsers ask for, and files beside it,
// whose names have a dot.
const paths = [
  "/api",
  "/health",
  "/metrics",
  "/docs",
  "/openapi.json",
  "/predict",
  "/validate",
  "/examples",
  "/screens",
  "^/jobs/[^/]+/",
  "^/(jobs|settings)[^.]*$",
];
const toServer: ProxyOptions = {
  target: server.url,
  bypass: ({ url, headers }) =>
    /^\/(jobs|settings)/.test(url ?? "") && headers.accept?.includes("text/html") ? url : undefined,
};
const page = await createServer({
  configFile: `${import.meta.dirname}/vite.config.ts`,
  server: { proxy: Object.fromEntries(paths.map((path) => [path, toServer])) },
});
await page.listen();
page.printUrls();

process.once("SIGINT", async () => {
  await Promise.all([page.close(), server.close()]);
  await platform.close();
});
