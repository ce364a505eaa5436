import { createTickets, type Host } from "#chat";
import { readConfig } from "#config";
import { openStore, type Store } from "#store";
import { openPreview } from "../../../src/preview.ts";
import { openPort } from "../../../src/web/index.ts";

/** How a stage is set; a store that is given is left open. */
export type Setting = {
  readonly host: Host;
  readonly store?: Store;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => number;
};

export type Stage = Awaited<ReturnType<typeof setStage>>;

const START = Date.parse("2026-11-24T08:00:00Z");

const noFile = (): string => {
  throw new Error("no such file");
};

/** The preview page on a port of its own, as main opens it, and what it wrote into its log. */
export async function setStage({ host, env = {}, now = () => START, ...given }: Setting) {
  const store = given.store ?? (await openStore({ file: ":memory:" }));
  const failures: object[] = [];
  const log = { info: () => {}, warn: () => {}, error: (fields: object) => failures.push(fields) };
  const tickets = createTickets(store.tickets, now);
  const config = readConfig(env, noFile);
  const { platforms, routes } = openPreview(config, { store, tickets, log, now });
  for (const platform of platforms) await platform.start(host);
  const port = await openPort({ host: "127.0.0.1", port: 0, routes, log });
  return {
    ...{ store, failures, routes, platform: platforms[0] },
    url: `http://127.0.0.1:${port.port}`,
    async close() {
      for (const platform of platforms) await platform.stop();
      await port.close();
      if (!given.store) await store.close();
    },
  };
}
