import type { RequestListener } from "node:http";
import { respond } from "./respond.ts";

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Paperboy</title>
<h1>Paperboy</h1>
<p>This is the port of Paperboy, a research-paper desk for Discord and Slack. It is well.</p>
<p>Its preview page is off here, since this port can be reached from other machines. The file
docs/preview.md, which came with it, says how to look at it safely; README.md says what it does.</p>
`;

/** The page at / where the preview is off: what this is, and where to read on. */
export const closedRoutes: ReadonlyMap<string, RequestListener> = new Map([
  ["/", (_, response) => respond(response, { type: "text/html", body: PAGE })],
]);
