import { readdirSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import type { Log } from "#chat";
import type { Door } from "./door.ts";
import { loadPage } from "./load-page.ts";
import { respond } from "./respond.ts";

/** Where the page's own files lie. */
const FOLDER = new URL("./page/", import.meta.url);

/**
 * The page and its files, by path. They are listed when the bot starts and loaded when somebody opens the
 * page for the first time: TypeScript loses its types then, so that there is nothing to build.
 */
export function pageRoutes(door: Door, log: Log): ReadonlyMap<string, RequestListener> {
  const names = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.(?:html|css|ts|svg)$/.test(name) && !name.endsWith(".d.ts"));
  let loaded: ReturnType<typeof loadPage> | undefined;
  const load = () => {
    loaded ??= loadPage(FOLDER, names).catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  const send = async (name: string, response: ServerResponse): Promise<void> => {
    const file = (await load()).get(name);
    if (file) respond(response, file);
    else respond(response, { status: 404, type: "text/plain", body: "There is nothing here.\n" });
  };
  const route = (name: string): RequestListener => {
    return (request, response) => {
      const refused = door(request);
      if (refused) {
        const { status, trouble, allow } = refused;
        response.setHeader("connection", "close");
        if (allow !== undefined) response.setHeader("allow", allow);
        return respond(response, { status, type: "text/plain", body: `${trouble}\n` });
      }
      send(name, response).catch((error: unknown) => {
        log.error({ err: error }, "The preview page could not be loaded");
        respond(response, { status: 500, type: "text/plain", body: "Sorry, I can't be shown.\n" });
      });
    };
  };
  return new Map([
    ["/", route("index.html")],
    ...names.map((name) => [`/preview/page/${name}`, route(name)] as const),
  ]);
}
