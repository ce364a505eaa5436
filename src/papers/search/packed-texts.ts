import { shorts, whole, withRoom } from "./column.ts";
import { TextTable } from "./text-table.ts";

/**
 * Texts in a few rows of numbers. Hundreds of thousands of them are nothing to the garbage collector, and
 * growing never takes long: a table of so many strings would stop everything for tens of milliseconds again
 * and again.
 */
export class PackedTexts extends TextTable {
  size = 1;
  /** The UTF-16 units of all texts, one after the other, and where each ends. */
  private units = shorts(0);
  private ends = whole(1);

  text(number: number): string {
    if (number <= 0 || number >= this.size) return "";
    const [from, end] = [this.ends[number - 1] ?? 0, this.ends[number] ?? 0];
    let text = "";
    for (let at = from; at < end; at += AT_ONCE)
      text += String.fromCharCode(...this.units.subarray(at, Math.min(end, at + AT_ONCE)));
    return text;
  }

  lengthOf(number: number): number {
    return (this.ends[number] ?? 0) - (this.ends[number - 1] ?? 0);
  }

  protected hold(text: string) {
    const from = this.ends[this.size - 1] ?? 0;
    const end = from + text.length;
    this.units = withRoom(this.units, end, shorts);
    for (let at = 0; at < text.length; at += 1) this.units[from + at] = text.charCodeAt(at);
    this.ends = withRoom(this.ends, this.size + 1, whole);
    this.ends[this.size] = end;
    this.size += 1;
  }

  protected stands(number: number, text: string, from: number, to: number): boolean {
    if (this.lengthOf(number) !== to - from) return false;
    const own = this.ends[number - 1] ?? 0;
    for (let at = 0; at < to - from; at += 1)
      if (this.units[own + at] !== text.charCodeAt(from + at)) return false;
    return true;
  }
}

/** Units that become a string at once: arguments of a call are bounded. */
const AT_ONCE = 4096;
