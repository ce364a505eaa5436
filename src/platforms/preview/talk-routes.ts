import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Log } from "#chat";
import type { Desk } from "./desk.ts";
import type { Door, Refusal } from "./door.ts";
import { HERE } from "./place.ts";
import type { Posts as Kept } from "./posts.ts";
import type { Message, Posts, Trouble, Welcome } from "./protocol.ts";
import * as read from "./read-asked.ts";
import { BodyError, readBody } from "./read-body.ts";
import { respondJson } from "./respond.ts";

/** What the routes are made of; `desk` has one for whoever comes from an address, while the bot runs. */
type Options = {
  readonly door: Door;
  readonly log: Log;
  readonly posts: Kept;
  readonly root: string;
  readonly readOnly: boolean;
  readonly desk: (from: string) => Desk | undefined;
};

/** What the page asks while it is open, by path: JSON, read with GET and asked with POST. */
export function talkRoutes(options: Options): ReadonlyMap<string, RequestListener> {
  const { posts, root, readOnly } = options;
  const get = (path: string, work: (desk: Desk, query: URLSearchParams) => Promise<unknown>) =>
    route(options, path, "GET", (desk, request) =>
      work(desk, new URL(request.url ?? "", "http://localhost").searchParams),
    );
  const post = <T>(
    path: string,
    reads: (body: unknown) => T | undefined,
    work: (desk: Desk, asked: T) => Promise<unknown>,
  ) =>
    route(options, path, "POST", async (desk, request) => {
      const asked = reads(await readBody(request));
      if (asked === undefined) throw new BodyError(400, "I can't read that: load the page anew.");
      return await work(desk, asked);
    });
  return new Map([
    get(
      "welcome",
      async (desk): Promise<Welcome> => ({
        ...{ root, channel: HERE.channel, readOnly },
        commands: desk.commands.map(({ name, about }) => ({ name, about })),
      }),
    ),
    get("posts", async (desk, query): Promise<Posts> => {
      const after = Number(query.get("after"));
      const since = Number.isSafeInteger(after) ? after : 0;
      const found = readOnly ? [] : await posts.after(since);
      const messages = found.map(async ({ number, reply, manner, at }): Promise<Message> => {
        const looks = await desk.draw(reply, manner);
        return { post: number, summary: reply.summary, isPrivate: false, at, looks };
      });
      return { messages: await Promise.all(messages), newest: found.at(-1)?.number ?? since };
    }),
    post("say", read.say, (desk, asked) => desk.say(asked)),
    post("press", read.press, (desk, asked) => desk.press(asked)),
    post("submit", read.submit, (desk, asked) => desk.submit(asked)),
    post("complete", read.say, (desk, asked) => desk.complete(asked)),
    post("suggest", read.suggest, (desk, asked) => desk.suggest(asked)),
  ]);
}

type Work = (desk: Desk, request: IncomingMessage) => Promise<unknown>;

function route(
  { door, log, desk }: Options,
  path: string,
  method: "GET" | "POST",
  work: Work,
): readonly [string, RequestListener] {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refused = door(request) ?? misused(request, method);
    if (refused) return turnAway(response, refused);
    const here = desk(request.socket.remoteAddress ?? "");
    if (!here)
      return trouble(response, 503, "I am just starting or ending: try again in a moment.");
    try {
      respondJson(response, await work(here, request));
    } catch (error) {
      if (error instanceof BodyError)
        return turnAway(response, { status: error.status, trouble: error.message });
      // Whoever went away before all was said waits for nothing, and nothing went wrong.
      if (request.destroyed && !request.complete) return;
      log.error({ err: error, path }, "The preview page could not be answered");
      trouble(response, 500, "Sorry, that went wrong on my side: the log says more.");
    }
  };
  return [`/preview/${path}`, (request, response) => void answer(request, response)];
}

function misused({ method }: IncomingMessage, expected: string): Refusal | undefined {
  if (method === expected) return undefined;
  return { status: 405, trouble: `Ask that with ${expected}.`, allow: expected };
}

/** Says no; what was not read of the body is not waited for, so that nothing else can come over that connection. */
function turnAway(response: ServerResponse, { status, trouble: sentence, allow }: Refusal): void {
  response.setHeader("connection", "close");
  if (allow !== undefined) response.setHeader("allow", allow);
  trouble(response, status, sentence);
}

function trouble(response: ServerResponse, status: number, sentence: string): void {
  respondJson(response, { trouble: sentence } satisfies Trouble, status);
}
