import { get } from "node:http";
import { text } from "node:stream/consumers";
import { UserError } from "#chat";
import { runTool } from "./run-tool.ts";

/** Longest that the answer is waited for, in milliseconds: below the 5 s that the Dockerfile gives the whole check. */
const PATIENCE_MS = 4_000;

/** Addresses that mean every network of a machine, and how it reaches itself then. */
const SELF: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** `--healthcheck`: whether the bot that runs with these settings is ready, or with `--alive` whether it is there at all. */
await runTool("Paperboy does not answer", async (args, { host, port }) => {
  if (port === 0)
    throw new UserError("PORT is 0, so that nobody knows the port: set it to a number.");
  const path = args.includes("--alive") ? "/healthz" : "/readyz";
  const { status, body } = await ask({ host: SELF[host] ?? host, port, path });
  if (status === 200) return 0;
  process.stderr.write(`${troubleIn(body) || `Paperboy answers with status ${status}.`}\n`);
  return 1;
});

async function ask(where: { readonly host: string; readonly port: number; readonly path: string }) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const headers = { host: `localhost:${where.port}` };
  const { promise, resolve, reject } = Promise.withResolvers<{ status?: number; body: string }>();
  const request = get({ ...where, headers, signal, agent: false }, (response) => {
    const { statusCode: status } = response;
    text(response).then((body) => resolve({ ...(status && { status }), body }), reject);
  });
  request.on("error", (error) => reject(signal.aborted ? new Error("it takes too long.") : error));
  return await promise;
}

/** The sentences on what is not well. */
function troubleIn(body: string): string {
  try {
    const { checks = [] } = JSON.parse(body) as { readonly checks?: readonly { why?: string }[] };
    return checks.flatMap(({ why }) => why ?? []).join("\n");
  } catch {
    return "";
  }
}
