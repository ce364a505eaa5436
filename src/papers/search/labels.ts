import { shorts, unsigned, withRoom } from "./column.ts";
import type { SnapshotReader } from "./snapshot.ts";
import { sortKey } from "./sort-key.ts";
import { SortedRuns } from "./sorted-runs.ts";

/** A place of a paper's label: what begins there, best first. */
export type Beginning = 0 | 1 | 2 | 3;
/** An id, a title, a word within a title, a word of an author's name. */
const [ID, TITLE, WORD, AUTHOR] = [0, 1, 2, 3] as const;

/** What a paper can be asked for by its beginning. */
export type Label = {
  readonly title: readonly string[];
  readonly authors: readonly (readonly string[])[];
  /** Undefined for a paper without one. */
  readonly id?: string;
};

/**
 * Titles and names by the beginning of any of their words, and ids: a label is the words of the title,
 * of each author and the id, each on a line, and every place in it where a word begins is kept sorted by
 * what stands from there to the end of the line.
 */
export class Labels {
  private readonly texts: string[] = [];
  /** Where the title of each label ends, and where its id begins. */
  private titleEnds = shorts(0);
  private idStarts = shorts(0);
  /** The first two characters of each title, as one number. */
  private firsts = unsigned(0);
  private readonly places = new SortedRuns(
    (a, b) => this.compare(a, b),
    (entry) => sortKey(this.texts[Math.floor(entry / SPAN)] ?? "", entry % SPAN),
  );

  put(paper: number, label: Label) {
    this.name(paper, label);
    for (const start of this.starts(paper)) this.places.put(paper * SPAN + start);
  }

  /** Gives a paper a label whose places are known already. */
  name(paper: number, label: Label) {
    const lines = linesOf(label);
    const text = lines.join("\n");
    this.texts[paper] = text;
    this.titleEnds = withRoom(this.titleEnds, paper + 1, shorts);
    this.idStarts = withRoom(this.idStarts, paper + 1, shorts);
    this.firsts = withRoom(this.firsts, paper + 1, unsigned);
    this.firsts[paper] = firstTwo(lines[0] ?? "");
    this.titleEnds[paper] = lines[0]?.length ?? 0;
    this.idStarts[paper] = text.lastIndexOf("\n") + 1;
  }

  remove(paper: number) {
    if (this.texts[paper] === undefined) return;
    for (const start of this.starts(paper)) this.places.take(paper * SPAN + start);
    this.texts[paper] = "";
    this.firsts[paper] = 0;
  }

  /** The order of all places as bytes, for `load` of an empty one. */
  save(): Generator<Uint8Array> {
    return this.places.save();
  }

  /** Reads what was saved; the labels themselves come by `name`. */
  async load(from: SnapshotReader) {
    await this.places.load(from);
  }

  /** Calls `visit` with each paper that has a place where the text begins, and with what that place is; several times perhaps. */
  beginning(text: string, visit: (paper: number, place: Beginning) => void) {
    this.places.between(
      (entry) => this.order(entry, text) < 0,
      (entry) => this.order(entry, text) > 0,
      (entry) => {
        const [paper, start] = [Math.floor(entry / SPAN), entry % SPAN];
        visit(paper, this.placeAt(paper, start));
      },
    );
  }

  /** The papers whose title begins with one or two characters, without looking at any other word. */
  titlesFrom(text: string): readonly number[] {
    const { firsts } = this;
    const wanted = firstTwo(text);
    const seen = text.length > 1 ? 0xffffffff : 0xffff0000;
    const found: number[] = [];
    for (let paper = 0; paper < firsts.length; paper += 1)
      if ((((firsts[paper] ?? 0) ^ wanted) & seen) === 0) found.push(paper);
    return found;
  }

  private placeAt(paper: number, start: number): Beginning {
    if (start === 0) return TITLE;
    if (start < (this.titleEnds[paper] ?? 0)) return WORD;
    return start < (this.idStarts[paper] ?? 0) ? AUTHOR : ID;
  }

  /** Where words begin, the id as one. */
  private starts(paper: number): number[] {
    const text = this.texts[paper] ?? "";
    const id = this.idStarts[paper] ?? 0;
    const found: number[] = [];
    for (let at = 0; at < id - 1; at += 1) {
      const before = at === 0 ? LINE : text.charCodeAt(at - 1);
      if (before === BLANK || (before === LINE && text.charCodeAt(at) !== LINE)) found.push(at);
    }
    if (id < text.length) found.push(id);
    return found;
  }

  /** Whether what begins at an entry comes before a text (below 0), behind it, or begins with it (0). */
  private order(entry: number, text: string): number {
    const label = this.texts[Math.floor(entry / SPAN)] ?? "";
    const start = entry % SPAN;
    for (let at = 0; at < text.length; at += 1) {
      const [own, other] = [code(label, start + at), text.charCodeAt(at)];
      if (own !== other) return own - other;
    }
    return 0;
  }

  private compare(a: number, b: number): number {
    const [first, second] = [
      this.texts[Math.floor(a / SPAN)] ?? "",
      this.texts[Math.floor(b / SPAN)] ?? "",
    ];
    let [one, other] = [a % SPAN, b % SPAN];
    for (;;) {
      const [own, others] = [code(first, one), code(second, other)];
      if (own !== others) return own - others;
      if (own < 0) return a - b;
      one += 1;
      other += 1;
    }
  }
}

/** Characters of a label at most, so that a place is one number: that of the paper times this, plus the character. */
const SPAN = 1 << 16;
/** Characters of a title and of a name, and authors, that are read. */
const [LONGEST_TITLE, LONGEST_NAME, MOST_AUTHORS] = [1000, 100, 30];
const [BLANK, LINE] = [32, 10];

function linesOf({ title, authors, id = "" }: Label): string[] {
  const names = authors.slice(0, MOST_AUTHORS).map((name) => name.join(" ").slice(0, LONGEST_NAME));
  return [title.join(" ").slice(0, LONGEST_TITLE), ...names, id];
}

function firstTwo(text: string): number {
  return (((text.charCodeAt(0) || 0) << 16) | (text.charCodeAt(1) || 0)) >>> 0;
}

/** The code at a place of a line; −1 at its end. */
function code(text: string, at: number): number {
  const one = at < text.length ? text.charCodeAt(at) : LINE;
  return one === LINE ? -1 : one;
}
