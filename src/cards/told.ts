import { type Action, type Reply, type Rich, text } from "#chat";
import { rowOf } from "./page.ts";

/** An answer with one more sentence at its end, in quiet letters; the answer itself without one. */
export function alsoTold(reply: Reply, sentence: string | undefined): Reply {
  if (sentence === undefined) return reply;
  return { ...reply, blocks: [...reply.blocks, { kind: "text", text: sentence, quiet: true }] };
}

/** A short answer of one sentence, with what can be done next. */
export function told(sentence: Rich, actions: readonly Action[] = []): Reply {
  return { summary: text(sentence), blocks: [{ kind: "text", text: sentence }, ...rowOf(actions)] };
}
