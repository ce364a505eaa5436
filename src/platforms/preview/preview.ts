import type { RequestListener } from "node:http";
import { type Log, type Parking, type Platform, PostError, type Tickets } from "#chat";
import { createDesk, type Desk } from "./desk.ts";
import { createDoor } from "./door.ts";
import type { Drawings } from "./drawing.ts";
import { pageRoutes } from "./page-routes.ts";
import { HERE } from "./place.ts";
import { createPosts } from "./posts.ts";
import { talkRoutes } from "./talk-routes.ts";

/** What the preview is made of. */
export type PreviewOptions = {
  /** Name of the one slash command. */
  readonly root: string;
  readonly tickets: Tickets;
  /** Where posts wait for somebody to look. */
  readonly parking: Parking;
  /** Loads the services' renderers, at the first answer. */
  readonly drawings: () => Promise<Drawings>;
  /** Whether anybody may look: then nothing is changed, and the page answers under every name. */
  readonly readOnly: boolean;
  readonly log: Log;
  readonly now: () => number;
};

/** The preview page: a platform like any other, and the pages that it needs on the bot's port, by path. */
type Preview = Platform & { readonly routes: ReadonlyMap<string, RequestListener> };

/** A page on which the bot is talked to with no account, each answer drawn as every service draws it. */
export function createPreview(options: PreviewOptions): Preview {
  const { root, tickets, parking, readOnly, log, now } = options;
  const posts = createPosts(parking, now);
  const door = createDoor(readOnly);
  // Tried again where it failed; else every answer has the same ones.
  let loaded: Promise<Drawings> | undefined;
  const drawings = () => {
    loaded ??= options.drawings().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  let deskFor: ((from: string) => Desk) | undefined;
  return {
    name: HERE.platform,
    routes: new Map([
      ...pageRoutes(door, log),
      ...talkRoutes({ door, log, posts, root, readOnly, desk: (from) => deskFor?.(from) }),
    ]),
    async start(host) {
      const around = { host, root, tickets, drawings, readOnly, now };
      deskFor = (from) => createDesk({ ...around, from });
    },
    async post(place, reply, key, manner = {}) {
      if (place.channel !== HERE.channel)
        throw new PostError("gone", `the preview has one channel, #${HERE.channel}`);
      return { message: String(await posts.add({ key, reply, manner, at: now() })) };
    },
    async tell(_to, reply, key) {
      await posts.add({ key: `told ${key}`, reply, manner: {}, at: now() });
    },
    health: () =>
      deskFor ? { ready: true } : { ready: false, why: "The preview was not started." },
    async stop() {
      deskFor = undefined;
    },
  };
}
