import type { Fed } from "../fed.ts";
import type { Turn } from "../turn.ts";
import type { Embedder } from "./embedder.ts";
import { createEmbedding, type KeyPage } from "./embedding.ts";
import type { Vectors } from "./vectors.ts";
import { withMeaning } from "./with-meaning.ts";

/** What a catalogue needs to know meanings. */
export type MeaningParts = {
  readonly embedder: Embedder;
  readonly vectors: Vectors;
  /** Every key, a page at a time, from "" on. */
  readonly pageAfter: (after: string) => Promise<KeyPage>;
  /** Whether this process is the one that makes vectors; without it, whichever feeds the catalogue. */
  readonly turn?: Pick<Turn, "take" | "release">;
  /** Tells an operator, in a sentence, what went wrong. */
  readonly tell: (sentence: string) => void;
};

/**
 * The same catalogue, searching by words and meaning. Whichever process feeds it gives papers their
 * vectors, a few at a time and in nobody's way; until one has its own, its words alone are known.
 */
export function withEmbedding<C extends Fed>(catalogue: C, parts: MeaningParts): C {
  const { embedder, vectors, pageAfter, turn, tell } = parts;
  let isOver = false;
  let letGo: (why: Error) => void = () => {};
  // A catalogue that does not answer ends what waits for it when it is closed, and that is after this work has ended.
  const getAll: Fed["getAll"] = async (keys) => {
    if (isOver) throw new Error(CLOSED);
    const over = Promise.withResolvers<never>();
    letGo = over.reject;
    return await Promise.race([catalogue.getAll(keys), over.promise]);
  };
  const embedding = createEmbedding({ getAll }, pageAfter, embedder, vectors);
  let working: Promise<void> | undefined;
  const embed = async () => {
    if (!turn || (await turn.take())) await embedding.work(() => isOver);
  };
  const work = () => {
    working ??= embed()
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        if (!isOver) tell(`Papers could not be given their meaning (${reason}): I try again.`);
      })
      .finally(() => {
        working = undefined;
      });
  };
  return {
    ...catalogue,
    ...withMeaning(catalogue, embedder, vectors),
    add: async (papers) => {
      const addition = await catalogue.add(papers);
      embedding.changed([...addition.added, ...addition.changed].map(({ key }) => key));
      return addition;
    },
    take: async (papers, from, to) => {
      const moved = await catalogue.take(papers, from, to);
      embedding.changed(papers.map(({ key }) => moved.get(key) ?? key));
      return moved;
    },
    takeNext: async (from, most) => {
      const taken = await catalogue.takeNext?.(from, most);
      if (taken) embedding.changed(taken.keys.map((key) => taken.moved.get(key) ?? key));
      return taken;
    },
    reached: async () => {
      const reached = await catalogue.reached();
      if (reached !== undefined && !isOver) work();
      return reached;
    },
    close: async () => {
      isOver = true;
      letGo(new Error(CLOSED));
      await working;
      await turn?.release();
      await catalogue.close();
      await vectors.close();
      await embedder.close();
    },
  };
}

const CLOSED = "The catalogue is closed.";
