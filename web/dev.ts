/** `npm run dev`: the Retort server, and Vite before it, which rebuilds the page as it is edited. */
import { createServer } from "vite";
import { readConfig } from "#src/server/config.ts";
import { startServer } from "#src/server/serve.ts";

const server = await startServer(readConfig());
const paths = ["/api", "/health", "/docs", "/openapi.json"];
const page = await createServer({
  configFile: `${import.meta.dirname}/vite.config.ts`,
  server: { proxy: Object.fromEntries(paths.map((path) => [path, server.url])) },
});
await page.listen();
page.printUrls();

process.once("SIGINT", async () => {
  await Promise.all([page.close(), server.close()]);
});
