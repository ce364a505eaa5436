import { whole, withRoom } from "./column.ts";
import { writeNumber } from "./packed-number.ts";

/** Papers, in ascending order, with how many times each holds a term; the first `length` of each row count. */
export class Postings {
  papers = new Int32Array(1024);
  times = new Int32Array(1024);
  length = 0;

  /** Makes room for so many. */
  ensure(length: number) {
    this.papers = withRoom(this.papers, length, whole);
    this.times = withRoom(this.times, length, whole);
  }
}

/** Bytes that the longest posting takes. */
export const LONGEST_POSTING = 10;

/**
 * Writes a posting: the distance to the paper before, doubled, its last bit telling whether the number of
 * times follows, which it does not when it is 1.
 * @returns the place after it
 */
export function writePosting(
  page: Uint8Array,
  at: number,
  distance: number,
  times: number,
): number {
  const next = writeNumber(page, at, distance * 2 + (times === 1 ? 0 : 1));
  return times === 1 ? next : writeNumber(page, next, times);
}

/** Reads so many postings from a place on. The loop that a search spends most of its time in. */
export function readPostings(page: Uint8Array, from: number, count: number, into: Postings) {
  const { papers, times } = into;
  let at = from;
  let paper = -1;
  for (let index = 0; index < count; index += 1) {
    let value = page[at++] ?? 0;
    if (value > 0x7f) {
      value &= 0x7f;
      for (let shift = 7, more = 0x80; more > 0x7f; shift += 7) {
        more = page[at++] ?? 0;
        value |= (more & 0x7f) << shift;
      }
    }
    paper += value >>> 1;
    papers[index] = paper;
    let held = 1;
    if ((value & 1) === 1) {
      held = page[at++] ?? 0;
      if (held > 0x7f) {
        held &= 0x7f;
        for (let shift = 7, more = 0x80; more > 0x7f; shift += 7) {
          more = page[at++] ?? 0;
          held |= (more & 0x7f) << shift;
        }
      }
    }
    times[index] = held;
  }
}

/** Reads packed postings one by one; `at` is the place after the last one that was read. */
export class PostingReader {
  paper = -1;
  times = 0;
  at: number;
  private readonly page: Uint8Array;

  constructor(page: Uint8Array, at: number) {
    this.page = page;
    this.at = at;
  }

  next() {
    const value = this.number();
    this.paper += value >>> 1;
    this.times = (value & 1) === 1 ? this.number() : 1;
  }

  private number(): number {
    let value = 0;
    for (let shift = 0, more = 0x80; more > 0x7f; shift += 7) {
      more = this.page[this.at++] ?? 0;
      value |= (more & 0x7f) << shift;
    }
    return value;
  }
}
