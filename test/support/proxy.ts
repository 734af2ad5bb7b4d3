/** A way to a server that can be blocked: what a network does when it fails. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Ending } from "./last-first.ts";

/** A way to a server. */
export interface Way {
  /** Port on this machine that leads there. */
  readonly port: number;
  /** Cuts every connection, and every new one at once. */
  block(): void;
  /** Lets connections through again. */
  clear(): void;
}

/** Opens a way to a port of this machine. It is closed when the test ends. */
export async function wayTo(context: Ending, target: number): Promise<Way> {
  const open = new Set<Socket>();
  let isBlocked = false;
  const server = createServer((near) => {
    if (isBlocked) return near.destroy();
    const far = connect(target, "127.0.0.1");
    for (const [one, another] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(another);
      one.on("error", () => {});
      one.on("close", () => {
        open.delete(one);
        another.destroy();
      });
    }
    return near;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  context.after(() => {
    cut();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    block() {
      isBlocked = true;
      cut();
    },
    clear() {
      isBlocked = false;
    },
  };
}
