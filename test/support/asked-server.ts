/** A server that keeps nothing, and how it is asked to simulate. */
import { after, before } from "node:test";
import { type Flags, readConfig } from "#src/server/config.ts";
import { type RunningServer, startServer } from "#src/server/serve.ts";

/** Starts one for the tests of the file that calls it. */
export function withServer(flags: Flags) {
  let server: RunningServer;
  before(async () => {
    server = await startServer(readConfig({ PORT: "0", ...flags }));
  });
  after(() => server.close());
  return {
    /** Its address; once the tests run. */
    get url() {
      return server.url;
    },
    /** Asks for a simulation. Text is sent as it is, anything else as JSON. */
    ask(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
      return fetch(`${server.url}/api/quantum-tunneling`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    },
  };
}
