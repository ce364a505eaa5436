import { BytePages } from "./byte-pages.ts";
import { whole, withRoom } from "./column.ts";
import { writeNumber } from "./packed-number.ts";
import { rowBytes, type SnapshotReader } from "./snapshot.ts";

/** Numbers of words in the order of a text, 0 between two fields; the first `length` of them count. */
export class Sequence {
  words = new Int32Array(1024);
  length = 0;
}

/** The words of every paper in order, in about two bytes each: for what depends on their places. */
export class PaperWords {
  private readonly blocks = new BytePages();
  private starts = whole(0);
  /** Words of each paper. */
  private lengths = whole(0);

  put(paper: number, { words, length }: Sequence) {
    let size = 0;
    for (let at = 0; at < length; at += 1) size += sizeOf(words[at] ?? 0);
    const start = this.blocks.reserve(size);
    this.starts = withRoom(this.starts, paper + 1, whole);
    this.lengths = withRoom(this.lengths, paper + 1, whole);
    this.starts[paper] = start;
    this.lengths[paper] = length;
    const page = this.blocks.page(start);
    let place = this.blocks.place(start);
    for (let at = 0; at < length; at += 1) place = writeNumber(page, place, words[at] ?? 0);
  }

  /** Reads a paper's words; none of one that is not there. */
  read(paper: number, into: Sequence) {
    const length = this.lengths[paper] ?? 0;
    const start = this.starts[paper] ?? 0;
    into.words = withRoom(into.words, length, whole);
    into.length = length;
    const { words } = into;
    const page = this.blocks.page(start);
    let place = this.blocks.place(start);
    for (let at = 0; at < length; at += 1) {
      let word = page[place++] ?? 0;
      if (word > 0x7f) {
        word &= 0x7f;
        for (let shift = 7, more = 0x80; more > 0x7f; shift += 7) {
          more = page[place++] ?? 0;
          word |= (more & 0x7f) << shift;
        }
      }
      words[at] = word;
    }
  }

  /** Everything as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    yield* rowBytes(this.starts);
    yield* rowBytes(this.lengths);
    yield* this.blocks.save();
  }

  async load(from: SnapshotReader) {
    this.starts = await from.row(whole);
    this.lengths = await from.row(whole);
    await this.blocks.load(from);
  }

  /** Forgets a paper. Its bytes are lost until the index is built anew, which few papers ever need. */
  remove(paper: number) {
    if (paper < this.lengths.length) this.lengths[paper] = 0;
  }
}

function sizeOf(word: number): number {
  return word < 1 << 7 ? 1 : word < 1 << 14 ? 2 : word < 1 << 21 ? 3 : word < 1 << 28 ? 4 : 5;
}
