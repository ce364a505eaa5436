import { BytePages } from "./byte-pages.ts";
import { bytes, whole, withRoom } from "./column.ts";
import {
  LONGEST_POSTING,
  PostingReader,
  type Postings,
  readPostings,
  writePosting,
} from "./packed-posting.ts";
import { jsonBytes, rowBytes, type SnapshotReader } from "./snapshot.ts";

/**
 * Lists of postings in about a byte and a half each: the distance to the paper before, doubled, its last
 * bit telling whether a number of times other than 1 follows. Papers must come in ascending order.
 * The newest posting of a list is kept unpacked, so that it can still be counted up, and a term of a
 * single paper, as most are, takes no block at all.
 */
export class PostingLists {
  /** Lists that there are; their numbers go from 0. */
  count = 0;
  private readonly blocks = new BytePages();
  /** Addresses of blocks that are free again, by their size. */
  private readonly free: number[][] = [];
  private starts = whole(0);
  private sizes = whole(0);
  /** Number of the size of a list's block in SIZES, plus 1; 0 for a list without one. */
  private rooms = bytes(0);
  private lengths = whole(0);
  private newest = whole(0);
  private newestTimes = whole(0);
  /** The paper of the last posting that is packed; −1 when none is. */
  private packed = whole(0);

  /** The number of a new, empty list. */
  create(): number {
    const list = this.count;
    this.count += 1;
    this.makeRoom(this.count);
    this.packed[list] = -1;
    return list;
  }

  /** How many papers a list has. */
  length(list: number): number {
    return this.lengths[list] ?? 0;
  }

  /** How many times the newest paper of a list holds the term; 0 when the newest is another one. */
  timesInNewest(list: number, paper: number): number {
    return this.length(list) > 0 && this.newest[list] === paper ? (this.newestTimes[list] ?? 0) : 0;
  }

  /** Puts a paper, no older than the newest one, at the end; for the newest itself only its times change. */
  put(list: number, paper: number, times: number) {
    if (this.length(list) === 0 || this.newest[list] !== paper) {
      if (this.length(list) > 0) this.pack(list);
      this.newest[list] = paper;
      this.lengths[list] = this.length(list) + 1;
    }
    this.newestTimes[list] = times;
  }

  /** Reads a whole list. */
  read(list: number, into: Postings) {
    const length = this.length(list);
    into.length = length;
    if (length === 0) return;
    into.ensure(length);
    const start = this.starts[list] ?? 0;
    const page = this.blocks.page(start);
    readPostings(page, this.blocks.place(start), length - 1, into);
    into.papers[length - 1] = this.newest[list] ?? 0;
    into.times[length - 1] = this.newestTimes[list] ?? 0;
  }

  /** Takes a paper out of a list, if it is there. */
  remove(list: number, paper: number) {
    const length = this.length(list);
    if (length > 0 && this.newest[list] === paper) this.unpack(list);
    else if (length > 1 && this.cutOut(list, paper)) this.lengths[list] = length - 1;
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    for (const row of [this.starts, this.sizes, this.rooms, this.lengths])
      yield* rowBytes(row, this.count);
    for (const row of [this.newest, this.newestTimes, this.packed])
      yield* rowBytes(row, this.count);
    yield* jsonBytes(this.free.length);
    for (let room = 0; room < this.free.length; room += 1)
      yield* rowBytes(Int32Array.from(this.freeOf(room)));
    yield* this.blocks.save();
  }

  async load(from: SnapshotReader) {
    this.starts = await from.row(whole);
    this.sizes = await from.row(whole);
    this.rooms = await from.row(bytes);
    this.lengths = await from.row(whole);
    this.newest = await from.row(whole);
    this.newestTimes = await from.row(whole);
    this.packed = await from.row(whole);
    this.count = this.starts.length;
    const rooms = await from.number();
    for (let room = 0; room < rooms; room += 1)
      for (const address of await from.row(whole)) this.freeOf(room).push(address);
    await this.blocks.load(from);
  }

  /** Makes the last packed posting the newest one, in the place of the newest. */
  private unpack(list: number) {
    const length = this.length(list) - 1;
    this.lengths[list] = length;
    if (length === 0) {
      this.release(list);
      return;
    }
    const start = this.starts[list] ?? 0;
    const [page, from] = [this.blocks.page(start), this.blocks.place(start)];
    const last = new PostingReader(page, from);
    let before = { paper: -1, at: from };
    for (let index = 0; index < length; index += 1) {
      before = { paper: last.paper, at: last.at };
      last.next();
    }
    this.newest[list] = last.paper;
    this.newestTimes[list] = last.times;
    this.packed[list] = before.paper;
    this.sizes[list] = before.at - from;
  }

  /** Closes the gap that a packed posting leaves; false when there is none for this paper. */
  private cutOut(list: number, paper: number): boolean {
    const start = this.starts[list] ?? 0;
    const [page, from] = [this.blocks.page(start), this.blocks.place(start)];
    const end = from + (this.sizes[list] ?? 0);
    const reader = new PostingReader(page, from);
    let before = { paper: -1, at: from };
    while (reader.at < end && reader.paper < paper) {
      before = { paper: reader.paper, at: reader.at };
      reader.next();
    }
    if (reader.paper !== paper) return false;
    let gapFrom = before.at;
    if (reader.at < end) {
      reader.next();
      gapFrom = writePosting(page, before.at, reader.paper - before.paper, reader.times);
    } else this.packed[list] = before.paper;
    page.copyWithin(gapFrom, reader.at, end);
    this.sizes[list] = end - from - (reader.at - gapFrom);
    return true;
  }

  private pack(list: number) {
    const size = this.sizes[list] ?? 0;
    this.hold(list, size + LONGEST_POSTING);
    const start = this.starts[list] ?? 0;
    const [page, from] = [this.blocks.page(start), this.blocks.place(start)];
    const paper = this.newest[list] ?? 0;
    const distance = paper - (this.packed[list] ?? -1);
    const end = writePosting(page, from + size, distance, this.newestTimes[list] ?? 0);
    this.packed[list] = paper;
    this.sizes[list] = end - from;
  }

  /** Gives a list a block of at least so many bytes, the old one's content in it. */
  private hold(list: number, length: number) {
    const room = this.rooms[list] ?? 0;
    if (room > 0 && sizeOf(room - 1) >= length) return;
    let next = room;
    while (sizeOf(next) < length) next += 1;
    const start = this.free[next]?.pop() ?? this.blocks.reserve(sizeOf(next));
    if (room > 0) {
      const old = this.starts[list] ?? 0;
      const from = this.blocks.place(old);
      const content = this.blocks.page(old).subarray(from, from + (this.sizes[list] ?? 0));
      this.blocks.page(start).set(content, this.blocks.place(start));
      this.freeOf(room - 1).push(old);
    }
    this.starts[list] = start;
    this.rooms[list] = next + 1;
  }

  private release(list: number) {
    const room = this.rooms[list] ?? 0;
    if (room > 0) this.freeOf(room - 1).push(this.starts[list] ?? 0);
    this.rooms[list] = 0;
    this.sizes[list] = 0;
    this.packed[list] = -1;
  }

  private freeOf(room: number): number[] {
    const known = this.free[room];
    if (known) return known;
    const made: number[] = [];
    this.free[room] = made;
    return made;
  }

  private makeRoom(count: number) {
    if (count <= this.starts.length) return;
    this.starts = withRoom(this.starts, count, whole);
    this.sizes = withRoom(this.sizes, count, whole);
    this.rooms = withRoom(this.rooms, count, bytes);
    this.lengths = withRoom(this.lengths, count, whole);
    this.newest = withRoom(this.newest, count, whole);
    this.newestTimes = withRoom(this.newestTimes, count, whole);
    this.packed = withRoom(this.packed, count, whole, -1);
  }
}

/** Bytes of a block of each size: 8, 12, 16, 24, 32, 48 and so on, so that a third stays empty at most. */
function sizeOf(room: number): number {
  return (room % 2 === 0 ? 8 : 12) << (room >> 1);
}
