import { once } from "node:events";
import { createServer } from "node:net";
import type { Finding } from "#chat";

/** Longest wait for what listens on the port, in ms. */
const PATIENCE_MS = 3_000;

/** The bot's one port: free, or held by a bot that is well, or taken by something else. */
export async function examinePort(host: string, port: number): Promise<Finding> {
  const about = "port";
  const where = `${host}:${port}`;
  const fault = await tryToListen(host, port);
  if (fault === undefined) return { about, state: "well", said: `${where} is free.` };
  if (fault !== "EADDRINUSE")
    return {
      ...{ about, state: "ill", said: `${where} can't be opened (${fault}).` },
      cure: "Set HOST to 127.0.0.1, or to 0.0.0.0 for all networks, and PORT to a number above 1023.",
    };
  if (await isBot(host, port)) return { about, state: "well", said: `A bot serves on ${where}.` };
  return {
    ...{ about, state: "ill", said: `${where} is taken by another program.` },
    cure: "Set PORT to another number, or end that program.",
  };
}

async function tryToListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  } finally {
    server.close();
  }
}

async function isBot(host: string, port: number): Promise<boolean> {
  // Who listens on every address is asked on this machine's own.
  const near = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const address = `http://${near.includes(":") ? `[${near}]` : near}:${port}/healthz`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}
