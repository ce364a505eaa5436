import MiniSearch from "minisearch";
import type { Document } from "./document.ts";
import { stem } from "./stem.ts";
import { STOP_WORDS } from "./stop-words.ts";

/** Terms of which a paper must hold one, or all; `bit` is set in the mask of a paper that counts. */
export type Clause = {
  readonly terms: readonly string[];
  readonly all?: boolean;
  readonly weight: number;
  readonly bit: number;
};

/** A paper that holds something of a query. */
export type Match = { readonly key: string; readonly score: number; readonly mask: number };

/** Weights of the fields and the constants of BM25+. */
export type Scoring = {
  readonly boost: Readonly<Record<"title" | "text" | "authors" | "categories", number>>;
  readonly bm25: { readonly k: number; readonly b: number; readonly d: number };
};

/**
 * MiniSearch, scored straight from its posting lists: the same formula as `search()` without its factor
 * for the number of matched terms, and without an object for every posting, which is many times
 * faster on common words. Rests on protected members, so the version of minisearch is pinned. Its
 * own prefix and fuzzy search do not work here: `readQuery` completes and corrects words instead.
 */
export class PostingIndex extends MiniSearch<Document> {
  private readonly scoring: Scoring;

  constructor(scoring: Scoring) {
    super({
      idField: "key",
      fields: Object.keys(scoring.boost),
      tokenize: (text) => text.split(" "),
      processTerm: (word) => (word === "" || STOP_WORDS.has(word) ? null : stem(word)),
    });
    this.scoring = scoring;
    // Building MiniSearch's radix tree took a third of a start, and only prefix and fuzzy search need it.
    this._index = flatTerms() as unknown as typeof this._index;
  }

  /** How many papers hold a stem, counted in the field that holds it most. */
  papersWith(term: string): number {
    const fields = this._index.get(term)?.values() ?? [];
    return [...fields].reduce((most, { size }) => Math.max(most, size), 0);
  }

  /** Every paper that satisfies a clause, in no order. */
  match(clauses: readonly Clause[]): Match[] {
    const scores = new Float64Array(this._nextId);
    const masks = new Uint32Array(this._nextId);
    for (const clause of clauses) {
      if (clause.all) this.addWhereAll(clause, scores, masks);
      else for (const term of clause.terms) this.addScores(term, clause, scores, masks);
    }
    const found: Match[] = [];
    for (const [at, key] of this._documentIds) {
      const score = scores[at] ?? 0;
      if (score > 0) found.push({ key: String(key), score, mask: masks[at] ?? 0 });
    }
    return found;
  }

  private addWhereAll({ terms, weight, bit }: Clause, scores: Float64Array, masks: Uint32Array) {
    const own = new Float64Array(this._nextId);
    const held = new Uint32Array(this._nextId);
    for (const [at, term] of terms.entries()) {
      this.addScores(term, { weight, bit: 1 << at }, own, held);
    }
    const everything = 2 ** terms.length - 1;
    for (const [at, mask] of held.entries()) {
      if (mask !== everything) continue;
      scores[at] = (scores[at] ?? 0) + (own[at] ?? 0);
      masks[at] = (masks[at] ?? 0) | bit;
    }
  }

  private addScores(
    term: string,
    { weight, bit }: Pick<Clause, "weight" | "bit">,
    scores: Float64Array,
    masks: Uint32Array,
  ) {
    const postings = this._index.get(term);
    if (!postings) return;
    const { k, b, d } = this.scoring.bm25;
    for (const [field, boost] of Object.entries(this.scoring.boost)) {
      const id = this._fieldIds[field] ?? -1;
      const counts = postings.get(id);
      if (!counts) continue;
      const idf = Math.log(1 + (this._documentCount - counts.size + 0.5) / (counts.size + 0.5));
      const average = this._avgFieldLength[id] ?? 1;
      for (const [at, count] of counts) {
        const length = this._fieldLength.get(at)?.[id] ?? average;
        const saturated = (count * (k + 1)) / (count + k * (1 - b + (b * length) / average));
        scores[at] = (scores[at] ?? 0) + weight * boost * idf * (d + saturated);
        masks[at] = (masks[at] ?? 0) | bit;
      }
    }
  }
}

/** As much of MiniSearch's map of terms as it uses for indexing and for whole terms. */
function flatTerms() {
  const terms = new Map<string, unknown>();
  return Object.assign(terms, {
    fetch: (term: string, create: () => unknown) => {
      const known = terms.get(term);
      if (known !== undefined) return known;
      const made = create();
      terms.set(term, made);
      return made;
    },
  });
}
