import type { Followed } from "#papers";
import { createHost } from "../../src/papers/hosted/host.ts";
import type { AnswerOf, AskedOf, Method, Start } from "../../src/papers/hosted/messages.ts";
import { pack } from "../../src/papers/hosted/packed-notes.ts";

/** The catalogue that a thread hosts, in this one: all of it but the way there. */
export function hostedHere(start: Start, tell: (sentence: string) => void = () => {}): Followed {
  const host = createHost(start, tell);
  const ask =
    <Name extends Method>(method: Name) =>
    (...asked: AskedOf<Name>) =>
      host(method, asked) as Promise<AnswerOf<Name>>;
  return {
    ...{ add: ask("add"), take: ask("take"), takeNext: ask("takeNext"), reached: ask("reached") },
    ...{ get: ask("get"), getAll: ask("getAll"), resolve: ask("resolve"), search: ask("search") },
    ...{ similar: ask("similar"), suggest: ask("suggest"), nearest: ask("nearest") },
    ...{ trending: ask("trending"), extent: ask("extent"), close: ask("close") },
    note: async (snapshots, from) => await ask("note")(pack(snapshots), from),
  };
}
