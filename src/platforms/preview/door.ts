import type { IncomingMessage } from "node:http";

/** Why a request is turned away: an HTTP status, a sentence that says what to do, and the methods that are let in where it is about that. */
export type Refusal = {
  readonly status: number;
  readonly trouble: string;
  readonly allow?: string;
};

/** Lets a request in, or says why not. */
export type Door = (request: IncomingMessage) => Refusal | undefined;

/** Names that only this machine answers to. */
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** Headers by which proxies say for whom they ask (RFC 7239, and the custom before it). */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/**
 * Keeps other pages in the same browser out. They can send requests to this machine, so what changes
 * anything must come from a page of ours (`Origin`, `Sec-Fetch-Site`) as JSON, which no form sends; and a
 * foreign name that is made to lead here is no name of this machine (`Host`). Where `anyName`, which is
 * for a page that changes nothing, the last does not count. What a proxy passes on comes from this machine
 * too, whoever asked: its headers betray it, and `anyName` lets it in as well.
 */
export function createDoor(anyName: boolean): Door {
  return ({ method, headers }) => {
    const { host = "", origin, "sec-fetch-site": site, "content-type": type = "" } = headers;
    if (!anyName && !LOCAL.test(host))
      return refuse(
        403,
        "I answer on this machine alone: open me as http://localhost with my port.",
      );
    if (!anyName && PASSED_ON.some((name) => headers[name] !== undefined))
      return refuse(403, "I answer on this machine alone, and nobody whom a proxy sends.");
    if (method === "GET" || method === "HEAD") return undefined;
    if (method !== "POST")
      return {
        ...refuse(405, "I can be read with GET and asked with POST."),
        allow: "GET, HEAD, POST",
      };
    if (origin !== undefined && URL.parse(origin)?.host !== host.toLowerCase())
      return refuse(403, "That came from another page: ask on mine.");
    if (site !== undefined && site !== "same-origin")
      return refuse(403, "That came from another page: ask on mine.");
    if (type.split(";")[0]?.trim().toLowerCase() !== "application/json")
      return refuse(415, "I read JSON alone.");
    return undefined;
  };
}

function refuse(status: number, trouble: string): Refusal {
  return { status, trouble };
}
