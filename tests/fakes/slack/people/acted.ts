import type { Backstage } from "../backstage.ts";
import type { Ack } from "../envelope.ts";
import { type Fields, fieldsIn, textIn } from "../fields.ts";
import { tell } from "../refusals.ts";
import type { View } from "../views.ts";
import type { Message } from "../workspace.ts";
import type { Cause, Shown } from "../world.ts";
import { optionsIn } from "./acknowledged.ts";

/** How long a test waits for something to be shown, in milliseconds of real time. */
const PATIENCE = 4000;

/** What a person did, how the app took it, and what can be seen of it. Each promise is made when it is asked for. */
export type Acted = {
  /** The acknowledgement; never rejects. */
  readonly ack: Promise<Ack>;
  /** The first message, ephemeral message or change of one that follows. */
  readonly answer: Promise<Message>;
  /** The first modal that opens or changes. */
  readonly modal: Promise<View>;
  /** The home tab as it is shown next. */
  readonly home: Promise<View>;
  /** The message with what was shown below its links. */
  readonly unfurl: Promise<Message>;
  /** What was offered while typing: of groups too, all in one list. */
  readonly options: Promise<readonly Fields[]>;
  /** What a form said to be wrong, by block id. */
  readonly errors: Promise<Readonly<Record<string, string>>>;
  /** The first message from now on or before whose words match; waits for it. */
  shows(words: RegExp | string): Promise<Message>;
  /** All that has followed so far. */
  readonly seen: readonly Shown[];
};

/** What belongs to an action: its response_url, its trigger, its place. */
export type Trail = {
  readonly title: string;
  readonly team: string;
  readonly user: string;
  readonly channel?: string;
  readonly response?: string;
  readonly trigger?: string;
  readonly view?: string;
  /** The message whose links were shared. */
  readonly shared?: string;
};

/** Watches what follows an action that `go` sends off; `take` shows what the acknowledgement itself says. */
export function act(
  stage: Backstage,
  trail: Trail,
  go: () => Promise<Ack>,
  take: (ack: Ack) => void = () => {},
): Acted {
  const seen: Shown[] = [];
  const waiters = new Set<() => void>();
  const stop = stage.world.watch((shown) => {
    if (!follows(stage, trail, shown)) return;
    seen.push(shown);
    for (const look of waiters) look();
  });
  stage.onClose(stop);
  let arrived: Ack | undefined;
  const ack = go().then((answer) => {
    if (answer.ok) take(answer);
    arrived = answer;
    for (const look of waiters) look();
    return answer;
  });

  const wait = <T>(what: string, find: (shown: Shown) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const fail = () => {
        end();
        reject(new Error(report(stage, `${trail.title}: ${what} never came`, arrived, seen)));
      };
      const timer = setTimeout(fail, PATIENCE).unref();
      const end = () => {
        clearTimeout(timer);
        waiters.delete(look);
      };
      const look = () => {
        for (const shown of seen) {
          const found = find(shown);
          if (found !== undefined) {
            end();
            return resolve(found);
          }
        }
        if (arrived && !arrived.ok && arrived.problem !== "timeout") fail();
      };
      waiters.add(look);
      look();
    });

  const view = (kind: View["kind"]) =>
    wait(kind, (shown) => (shown.what === kind ? shown.view : undefined));
  return {
    ack,
    seen,
    get answer() {
      return wait("an answer", saidIn);
    },
    get modal() {
      return view("modal");
    },
    get home() {
      return view("home");
    },
    get unfurl() {
      return wait("an unfurl", (shown) => (shown.what === "unfurl" ? shown.message : undefined));
    },
    get options() {
      return ack.then((answer) => optionsIn(answer.body));
    },
    get errors() {
      return ack.then(({ body }) => fieldsIn(body, "errors") as Readonly<Record<string, string>>);
    },
    shows: (words) =>
      wait(`"${words}"`, (shown) => {
        const message = saidIn(shown);
        return message && says(message, words) ? message : undefined;
      }),
  };
}

/** Whether these words stand anywhere in a message, as it was sent. */
export function says(
  { text, blocks, attachments, unfurls }: Message,
  words: RegExp | string,
): boolean {
  const all = JSON.stringify([text, blocks, attachments, unfurls]);
  return typeof words === "string" ? all.includes(words) : words.test(all);
}

function saidIn(shown: Shown): Message | undefined {
  return shown.what === "message" || shown.what === "ephemeral" || shown.what === "update"
    ? shown.message
    : undefined;
}

function follows(stage: Backstage, trail: Trail, shown: Shown): boolean {
  const { cause } = shown;
  if (cause.by === "person") return false;
  if (cause.response !== undefined) return cause.response === trail.response;
  if ("view" in shown) return followsView(trail, shown.view, cause);
  const { team, channel, onlyFor, ts } = shown.message;
  if (shown.what === "unfurl") return ts === trail.shared;
  if (team !== trail.team || (onlyFor !== undefined && onlyFor !== trail.user)) return false;
  const own = stage.world.workspace(team).channels.get(channel);
  return channel === trail.channel || (own?.kind === "im" && own.members.has(trail.user));
}

function followsView(trail: Trail, view: View, cause: Cause): boolean {
  if (cause.trigger !== undefined) return cause.trigger === trail.trigger;
  return view.user.id === trail.user;
}

function report(
  stage: Backstage,
  what: string,
  ack: Ack | undefined,
  seen: readonly Shown[],
): string {
  const answered = ack
    ? `acknowledged with ${ack.status || ack.problem} after ${Math.round(ack.ms)} ms`
    : "not acknowledged";
  const shown = seen.map(({ what: kind, cause }) => `${kind} by ${cause.by}`).join(", ");
  const refused = stage.refusals.map(tell).join("\n");
  const failed = stage.calls
    .flatMap(({ method, answer }) =>
      textIn(answer, "error") ? `${method}: ${textIn(answer, "error")}` : [],
    )
    .join(", ");
  return [
    what,
    answered,
    `shown: ${shown || "nothing"}`,
    `failed calls: ${failed || "none"}`,
    refused,
  ]
    .filter(Boolean)
    .join("\n");
}
