import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import type { Feed } from "#cards";
import type { Log } from "#chat";
import { feedPages } from "./feed-pages.ts";
import type { FeedAsked } from "./feed-shelf.ts";
import { isLoopback, onlyNamed } from "./names.ts";
import { type Check, readinessOf } from "./ready.ts";

/** What the pages of the bot are made from. */
export type SiteOptions = {
  /** The address that the port is opened at. */
  readonly host: string;
  /** The address that people know it by, where a proxy stands before it. */
  readonly publicUrl?: string;
  readonly checks: readonly Check[];
  /** The metrics as Prometheus reads them, with their content type. */
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  /** What is trending now. */
  readonly feed: (asked: FeedAsked) => Promise<Feed>;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/**
 * The pages for machines: /healthz, /readyz, /metrics, /feed.xml and /feed.json. Whatever else is asked
 * for is not there. All of them are read and none is written to, so the body of a request is never read.
 */
export function createSite(options: SiteOptions): RequestListener {
  const { host, publicUrl, checks, metrics, log } = options;
  const app = new Hono();
  app.use(secureHeaders(HEADERS));
  if (isLoopback(host)) app.use(onlyNamed(publicUrl ? [new URL(publicUrl).hostname] : []));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (context, methods) =>
        context.text(`Ask for this with ${methods.join(" or ")}.\n`, 405, {
          allow: methods.join(", "),
        }),
    }),
  );
  app.get("/healthz", (context) => context.json({ alive: true }, 200, FRESH));
  app.get("/readyz", async (context) => {
    const readiness = await readinessOf(checks);
    return context.json(readiness, readiness.ready ? 200 : 503, FRESH);
  });
  app.get("/metrics", async (context) => {
    const { type, text } = await metrics();
    return context.body(text, 200, { ...FRESH, "content-type": type });
  });
  app.route("/", feedPages(options));
  app.notFound((context) => context.text("There is nothing here.\n", 404));
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, "A page could not be shown");
    return context.text("Sorry, that went wrong on my side: the log says more.\n", 500);
  });
  // Everything else in the process keeps Node's own Request and Response.
  return getRequestListener(app.fetch, { overrideGlobalObjects: false });
}

/** Nobody keeps what is true for a moment. */
const FRESH = { "cache-control": "no-store" };

/** Pages for machines load nothing, run nothing and stand in no frame; whoever serves people sets headers of its own. */
const HEADERS: NonNullable<Parameters<typeof secureHeaders>[0]> = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  // Whether the address is one of https is a matter of the proxy.
  strictTransportSecurity: false,
  overwrite: false,
};
