import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * A wire between a client and a PostgreSQL server that breaks where a test wants it to. It hands the
 * bytes on as they are, and looks for words in what the client sends.
 */
export type Wire = {
  /** The server's address by way of this wire. */
  readonly url: string;
  /** Breaks once, when the client sends these words: "before" they get through, or "after" the server answered and the client did not hear it. */
  breakAt(words: string, when: "before" | "after"): void;
  /** From now on no byte gets through in either direction, and nobody is told. */
  freeze(): void;
  close(): Promise<void>;
};

/** Lays a wire to the server of an address. */
export async function layWire(address: string): Promise<Wire> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  let trap: { readonly words: string; readonly when: "before" | "after" } | undefined;
  let frozen = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let deaf = false;
    const breakOff = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", breakOff).on("close", breakOff);
    }
    client.on("data", (bytes) => {
      if (frozen) return;
      if (trap && bytes.includes(trap.words)) {
        const { when } = trap;
        trap = undefined;
        if (when === "before") return breakOff();
        deaf = true;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (deaf) breakOff();
      else if (!frozen) client.write(bytes);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const at = server.address();
  const url = new URL(address);
  url.port = typeof at === "object" && at ? String(at.port) : "";
  return {
    url: url.href,
    breakAt: (words, when) => {
      trap = { words, when };
    },
    freeze: () => {
      frozen = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
