import { whole } from "./column.ts";
import { eigen, gram, orthonormalise } from "./dense.ts";
import type { Shelf } from "./shelf.ts";
import { rowBytes, type SnapshotReader } from "./snapshot.ts";
import { type SparseRows, times, transposedTimes } from "./sparse-rows.ts";
import { type Vectors, weightOf } from "./vectors.ts";

/** Directions of meaning that are kept, and those more that make them exact. */
const [WIDTH, MORE] = [64, 10];
/** Papers that are learnt from, evenly chosen: half a second's work, whatever the size of the catalogue. */
const SAMPLE = 4000;
/** Stems that are learnt: the most frequent ones of at least two papers of the sample. */
const MOST_STEMS = 20_000;
/** Below so many papers nothing is learnt. */
const FEWEST = 50;
/** Papers that are read at a time, a few milliseconds' work. */
const AT_ONCE = 100;

/** What was learnt: a row of WIDTH numbers for each stem that has a place. */
type Learnt = {
  /** For each stem the number of its row, plus 1; 0 for none. */
  readonly rowOf: Int32Array;
  readonly stems: Float32Array;
  /** How many papers there were. */
  readonly among: number;
};

/**
 * Latent semantic analysis (S. Deerwester and others, "Indexing by latent semantic analysis", 1990): papers
 * about one thing in other words lie in one direction. The directions are the first right singular
 * vectors of the catalogue's tf-idf matrix, by the randomised subspace iteration of N. Halko, P.-G.
 * Martinsson, J. Tropp, "Finding structure with randomness", SIAM Review 53(2), 2011.
 */
export class Latent {
  private readonly shelf: Shelf;
  private readonly vectors: Vectors;
  private learnt: Learnt | undefined;
  private isLearning = false;

  constructor(shelf: Shelf, vectors: Vectors) {
    this.shelf = shelf;
    this.vectors = vectors;
  }

  /**
   * Learns in steps of a few milliseconds, if the catalogue has grown or shrunk by a fifth since it did and
   * nobody else is at it; what was learnt before counts until the end.
   */
  *learn(): Generator<void> {
    const { count } = this.shelf.index;
    const among = this.learnt?.among ?? 0;
    if (this.isLearning || count < FEWEST || Math.abs(count - among) * 5 <= among) return;
    this.isLearning = true;
    try {
      this.learnt = yield* this.learning();
    } finally {
      this.isLearning = false;
    }
  }

  private *learning(): Generator<void, Learnt> {
    const { count } = this.shelf.index;
    const rowOf = whole(this.shelf.lexicon.size);
    const sample = yield* this.sample(rowOf);
    yield;
    const height = rowOf.reduce((most, row) => Math.max(most, row), 0);
    const width = Math.min(WIDTH + MORE, sample.starts.length - 1, height);
    const kept = Math.min(WIDTH, width);
    let dense: Float32Array = new Float32Array(height * width);
    for (let at = 0; at < dense.length; at += 1) dense[at] = sign(at);
    yield;
    let left = yield* times(sample, dense, width);
    yield* orthonormalise(left, width);
    dense = yield* transposedTimes(sample, height, left, width);
    left = yield* times(sample, dense, width);
    yield* orthonormalise(left, width);
    const right = yield* transposedTimes(sample, height, left, width);
    const { values, vectors } = yield* eigen(yield* gram(right, width), width);
    const best = [...values.keys()]
      .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
      .slice(0, kept);
    const stems = new Float32Array(height * WIDTH);
    for (let row = 0; row < height; row += 1) {
      for (const [place, column] of best.entries()) {
        let sum = 0;
        for (let at = 0; at < width; at += 1)
          sum += (right[row * width + at] ?? 0) * (vectors[at * width + column] ?? 0);
        stems[row * WIDTH + place] = sum / Math.sqrt(Math.max(values[column] ?? 0, 1e-9));
      }
      if (row % AT_ONCE === AT_ONCE - 1) yield;
    }
    return { rowOf, stems, among: count };
  }

  /**
   * The cosine of a paper's direction with that of each other one: 0 when nothing has been learnt, or
   * what they share is against them. Papers are placed when they are asked for: a hundred take 3 ms.
   */
  nearnessTo(paper: number): (other: number) => number {
    const { learnt } = this;
    if (!learnt) return () => 0;
    const own = this.direction(paper, learnt);
    return (other) => {
      const theirs = this.direction(other, learnt);
      let sum = 0;
      for (let at = 0; at < WIDTH; at += 1) sum += (own[at] ?? 0) * (theirs[at] ?? 0);
      return Math.max(0, sum);
    };
  }

  /** Everything as bytes, for `load` of one that has learnt nothing. */
  *save(): Generator<Uint8Array> {
    const { learnt } = this;
    yield* rowBytes(Int32Array.of(learnt?.among ?? 0));
    if (!learnt) return;
    yield* rowBytes(learnt.rowOf);
    yield* rowBytes(learnt.stems);
  }

  async load(from: SnapshotReader) {
    const [among = 0] = await from.row(whole);
    if (among === 0) return;
    const rowOf = await from.row(whole);
    const stems = await from.row((length) => new Float32Array(length));
    this.learnt = { rowOf, stems, among };
  }

  /** The vectors of some papers, each of length 1; fills in which row each stem has from then on. */
  private *sample(rowOf: Int32Array): Generator<void, SparseRows> {
    const papers = this.sampled();
    const holding = new Map<number, number>();
    for (const [at, paper] of papers.entries()) {
      for (const stem of this.vectors.heldBy(paper).keys())
        holding.set(stem, (holding.get(stem) ?? 0) + 1);
      if (at % AT_ONCE === AT_ONCE - 1) yield;
    }
    yield;
    [...holding]
      .filter(([stem, times]) => times > 1 && stem < rowOf.length)
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_STEMS)
      .forEach(([stem], row) => {
        rowOf[stem] = row + 1;
      });
    yield;
    const starts = [0];
    const columns: number[] = [];
    const values: number[] = [];
    for (const [at, paper] of papers.entries()) {
      for (const { row, value } of this.vectorOf(paper, rowOf)) {
        columns.push(row);
        values.push(value);
      }
      starts.push(columns.length);
      if (at % AT_ONCE === AT_ONCE - 1) yield;
    }
    yield;
    return {
      starts: Int32Array.from(starts),
      columns: Int32Array.from(columns),
      values: Float32Array.from(values),
    };
  }

  private sampled(): readonly number[] {
    const all = [...this.shelf.papers.keys()].filter((paper) => this.shelf.papers[paper]);
    const step = Math.max(1, all.length / SAMPLE);
    return Array.from(
      { length: Math.min(SAMPLE, all.length) },
      (_, at) => all[Math.floor(at * step)] ?? 0,
    );
  }

  private vectorOf(paper: number, rowOf: Int32Array) {
    const found = [...this.vectors.heldBy(paper)].flatMap(([stem, { times }]) => {
      const row = (rowOf[stem] ?? 0) - 1;
      return row < 0 ? [] : { row, value: weightOf(times) * this.vectors.idf(stem) };
    });
    const norm = Math.sqrt(found.reduce((sum, { value }) => sum + value * value, 0)) || 1;
    return found.map(({ row, value }) => ({ row, value: value / norm }));
  }

  /** Where a paper lies, a row of length 1. */
  private direction(paper: number, { rowOf, stems }: Learnt): Float64Array {
    const sum = new Float64Array(WIDTH);
    for (const [stem, { times }] of this.vectors.heldBy(paper)) {
      const first = ((rowOf[stem] ?? 0) - 1) * WIDTH;
      if (first < 0) continue;
      const value = weightOf(times) * this.vectors.idf(stem);
      for (let at = 0; at < WIDTH; at += 1)
        sum[at] = (sum[at] ?? 0) + value * (stems[first + at] ?? 0);
    }
    const norm = Math.sqrt(sum.reduce((all, one) => all + one * one, 0)) || 1;
    return sum.map((one) => one / norm);
  }
}

/** 1 or −1, as good as by chance but the same each time: the last bits of a mixed number (murmur3's finaliser). */
function sign(at: number): number {
  let mixed = Math.imul(at ^ (at >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) & 1) === 0 ? 1 : -1;
}
