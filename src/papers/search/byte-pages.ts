import { bytes } from "./column.ts";
import { jsonBytes, rowBytes, type SnapshotReader } from "./snapshot.ts";

/** Bytes of a page, as a power of two. */
const PAGE_BITS = 20;
const PAGE = 1 << PAGE_BITS;

/**
 * Blocks of bytes in pages of a megabyte, so that nothing is ever copied to make room for more. An address
 * is the number of a page and the place in it (`page * 2^20 + place`); a block lies in one page.
 */
export class BytePages {
  readonly pages: Uint8Array[] = [];
  /** Bytes that are taken of the last page. */
  private taken = PAGE;

  /** The address of so many fresh bytes. */
  reserve(length: number): number {
    if (this.taken + length > PAGE) {
      this.pages.push(new Uint8Array(Math.max(PAGE, length)));
      this.taken = 0;
    }
    const address = (this.pages.length - 1) * PAGE + this.taken;
    this.taken += length;
    return address;
  }

  /** The page that an address lies in. */
  page(address: number): Uint8Array {
    return this.pages[address >>> PAGE_BITS] ?? NOTHING;
  }

  /** The place of an address in its page. */
  place(address: number): number {
    return address & (PAGE - 1);
  }

  /** The bytes of all pages. */
  *save(): Generator<Uint8Array> {
    yield* jsonBytes(this.pages.length);
    for (const [at, page] of this.pages.entries())
      yield* rowBytes(
        page,
        at === this.pages.length - 1 ? Math.min(this.taken, page.length) : page.length,
      );
  }

  /** Reads what was saved into no pages at all; what is reserved next begins a new one. */
  async load(from: SnapshotReader) {
    const count = await from.number();
    while (this.pages.length < count) this.pages.push(await from.row(bytes));
  }
}

const NOTHING = new Uint8Array(0);
