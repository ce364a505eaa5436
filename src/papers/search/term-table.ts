import { whole, withRoom } from "./column.ts";
import type { Lexicon } from "./lexicon.ts";
import { Postings } from "./packed-posting.ts";
import { PostingLists } from "./posting-lists.ts";
import { rowBytes, type SnapshotReader } from "./snapshot.ts";

/**
 * Stands in for MiniSearch's map of terms, with packed lists in the place of its nested maps, which take
 * ten times the memory: as much of a map as MiniSearch asks for when it adds a document and when it
 * looks for whole terms. Its prefix and fuzzy search, its `remove` and its `toJSON` don't work on it.
 */
export class TermTable {
  readonly lists = new PostingLists();
  private readonly lexicon: Lexicon;
  /** For each field the number of each term's list, plus 1; 0 where there is none. */
  private readonly listsOf: Int32Array[];
  private readonly entry: TermEntry;

  constructor(lexicon: Lexicon, fields: number) {
    this.lexicon = lexicon;
    this.listsOf = Array.from({ length: fields }, () => whole(0));
    this.entry = new TermEntry(this);
  }

  get(term: string): TermEntry | undefined {
    const number = this.lexicon.numberOf(term);
    if (number === undefined || !this.listsOf.some((lists) => (lists[number] ?? 0) > 0))
      return undefined;
    return this.entry.of(number);
  }

  /** A term's entry; MiniSearch is done with one before it asks for the next, so that there is only one. */
  fetch(term: string): TermEntry {
    return this.entry.of(this.lexicon.numberOf(term) ?? 0);
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    for (const lists of this.listsOf) yield* rowBytes(lists);
    yield* this.lists.save();
  }

  async load(from: SnapshotReader) {
    for (const field of this.listsOf.keys()) this.listsOf[field] = await from.row(whole);
    await this.lists.load(from);
  }

  /** The list of a term in a field; −1 when there is none. */
  listOf(field: number, term: number): number {
    return (this.listsOf[field]?.[term] ?? 0) - 1;
  }

  /** The list of a term in a field, made when there is none. */
  listFor(field: number, term: number): number {
    const known = this.listOf(field, term);
    if (known >= 0) return known;
    const made = this.lists.create();
    const lists = withRoom(this.listsOf[field] ?? whole(0), term + 1, whole);
    lists[term] = made + 1;
    this.listsOf[field] = lists;
    return made;
  }
}

/** What MiniSearch takes for the map from fields to postings of one term. */
class TermEntry {
  private term = 0;
  private readonly table: TermTable;
  private readonly postings: ListEntry;

  constructor(table: TermTable) {
    this.table = table;
    this.postings = new ListEntry(table.lists);
  }

  of(term: number): this {
    this.term = term;
    return this;
  }

  get(field: number): ListEntry | undefined {
    const list = this.table.listOf(field, this.term);
    return list >= 0 && this.table.lists.length(list) > 0 ? this.postings.of(list) : undefined;
  }

  set(field: number, postings: ReadonlyMap<number, number>) {
    const list = this.table.listFor(field, this.term);
    for (const [paper, times] of postings) this.table.lists.put(list, paper, times);
  }
}

/** What MiniSearch takes for the map from papers to how often they hold a term. */
class ListEntry {
  private list = 0;
  private readonly lists: PostingLists;
  private readonly read = new Map<number, number>();

  constructor(lists: PostingLists) {
    this.lists = lists;
  }

  of(list: number): this {
    this.list = list;
    this.read.clear();
    return this;
  }

  get size(): number {
    return this.lists.length(this.list);
  }

  get(paper: number): number | undefined {
    return this.read.get(paper) ?? (this.lists.timesInNewest(this.list, paper) || undefined);
  }

  set(paper: number, times: number) {
    this.lists.put(this.list, paper, times);
  }

  keys(): Iterable<number> {
    const postings = new Postings();
    this.lists.read(this.list, postings);
    for (let at = 0; at < postings.length; at += 1)
      this.read.set(postings.papers[at] ?? 0, postings.times[at] ?? 0);
    return this.read.keys();
  }
}
