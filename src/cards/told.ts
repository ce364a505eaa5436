import { type Action, type Reply, type Rich, text } from "#chat";
import { rowOf } from "./page.ts";

/** A short answer of one sentence, with what can be done next. */
export function told(sentence: Rich, actions: readonly Action[] = []): Reply {
  return { summary: text(sentence), blocks: [{ kind: "text", text: sentence }, ...rowOf(actions)] };
}
