import type {
  Answer,
  Completions,
  Posts,
  Press,
  Say,
  Submit,
  Suggest,
  Trouble,
  Welcome,
} from "../protocol.ts";

/** Something that kept the bot from answering: one sentence that says what to do. */
export class TalkError extends Error {
  override readonly name = "TalkError";
}

/** The reader's own time zone. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What the page asks of the bot, as `talk` does. */
export type Talk = typeof talk;

/** What the page asks of the bot. Every one throws TalkError when there is no answer. */
export const talk = {
  welcome: () => ask<Welcome>("welcome"),
  posts: (after: number) => ask<Posts>(`posts?after=${after}`),
  say: (line: string) => ask<Answer>("say", { line, zone } satisfies Say),
  complete: (line: string) => ask<Completions>("complete", { line, zone } satisfies Say),
  press: (press: Omit<Press, "zone">) => ask<Answer>("press", { ...press, zone } satisfies Press),
  submit: (form: Omit<Submit, "zone">) => ask<Answer>("submit", { ...form, zone } satisfies Submit),
  suggest: (typed: Omit<Suggest, "zone">) =>
    ask<readonly unknown[]>("suggest", { ...typed, zone } satisfies Suggest),
};

const SILENT =
  "I can't reach the bot. Is it still running? Start it with npm start, then try again.";

async function ask<T>(path: string, body?: object): Promise<T> {
  const how = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  let answer: unknown;
  try {
    answer = await (await fetch(`/preview/${path}`, how)).json();
  } catch {
    throw new TalkError(SILENT);
  }
  if (isTrouble(answer)) throw new TalkError(answer.trouble);
  return answer as T;
}

function isTrouble(answer: unknown): answer is Trouble {
  return typeof answer === "object" && answer !== null && "trouble" in answer;
}
