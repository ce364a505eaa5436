import { whole, withRoom } from "./column.ts";
import { PackedTexts } from "./packed-texts.ts";

/** A pair of texts, and how often it was counted. */
export type Pair = { readonly one: string; readonly other: string; readonly times: number };

/**
 * How often two texts stand together, found by either of them. Pairs lie in rows of numbers, chained by
 * each of their texts, for the sake of the garbage collector: a large catalogue has tens of thousands.
 */
export class PairCounts {
  private readonly texts = new PackedTexts();
  /** Pairs from 1 on, the texts of each, how often it was counted, and the pair before it with the same text. */
  private size = 1;
  private rows = { one: whole(1), other: whole(1), times: whole(1) };
  private before = { one: whole(1), other: whole(1) };
  /** By text, the last pair that has it in that place. */
  private last = { one: whole(1), other: whole(1) };

  /** Counts a pair so much more often, and never less than not at all. */
  count(one: string, other: string, by: number) {
    const { rows } = this;
    const [first, second] = [this.numberFor(one), this.numberFor(other)];
    let pair = this.last.one[first] ?? 0;
    while (pair > 0 && rows.other[pair] !== second) pair = this.before.one[pair] ?? 0;
    if (pair > 0) rows.times[pair] = Math.max(0, (rows.times[pair] ?? 0) + by);
    else if (by > 0) this.put(first, second, by);
  }

  /** The pairs that have a text in that place, in the order in which they came. */
  with(place: "one" | "other", text: string): readonly Pair[] {
    const found: Pair[] = [];
    let pair = this.last[place][this.texts.numberOf(text) ?? -1] ?? 0;
    for (; pair > 0; pair = this.before[place][pair] ?? 0) found.push(this.pair(pair));
    return found.filter(({ times }) => times > 0).reverse();
  }

  /** All pairs. */
  *all(): Generator<Pair> {
    for (let pair = 1; pair < this.size; pair += 1)
      if ((this.rows.times[pair] ?? 0) > 0) yield this.pair(pair);
  }

  private pair(pair: number): Pair {
    const { one, other, times } = this.rows;
    const text = (number = 0) => this.texts.text(number);
    return { one: text(one[pair]), other: text(other[pair]), times: times[pair] ?? 0 };
  }

  private put(one: number, other: number, times: number) {
    const pair = this.size;
    this.size += 1;
    const { rows, before, last } = this;
    const own = { one, other, times };
    for (const name of ["one", "other", "times"] as const) {
      rows[name] = withRoom(rows[name], this.size, whole);
      rows[name][pair] = own[name];
    }
    for (const name of ["one", "other"] as const) {
      before[name] = withRoom(before[name], this.size, whole);
      last[name] = withRoom(last[name], this.texts.size, whole);
      before[name][pair] = last[name][own[name]] ?? 0;
      last[name][own[name]] = pair;
    }
  }

  private numberFor(text: string): number {
    return this.texts.numberOf(text) ?? this.texts.add(text);
  }
}
