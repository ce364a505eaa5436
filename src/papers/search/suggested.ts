import { parseId } from "../ids.ts";
import { words } from "../words.ts";
import { bytes, withRoom } from "./column.ts";
import type { Shelf } from "./shelf.ts";
import { Top } from "./top.ts";

/** Finds papers by the beginning of what they can be called; its row of numbers is used again for each. */
export class Suggester {
  private readonly shelf: Shelf;
  /** For each paper what begins as typed, plus 1; 0 for none. */
  private places = bytes(0);

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  /**
   * The keys of papers that fit what was typed so far: ids first, then titles that begin so, then titles with
   * a word that does, then authors; among equals the newest and then the most upvoted first.
   */
  suggest(typed: string, count: number): readonly string[] {
    const { papers, newness } = this.shelf;
    const isAnything = typed.trim() === "";
    const fitting = isAnything ? papers.keys() : this.fitting(typed, count);
    const { places } = this;
    const top = new Top<number>(count, (a, b) => {
      const nearer = (places[a] ?? 0) - (places[b] ?? 0);
      return nearer || (newness[b] ?? 0) - (newness[a] ?? 0) || a - b;
    });
    for (const number of fitting) if (papers[number]) top.offer(number);
    const best = top.sorted();
    if (!isAnything) for (const number of fitting) places[number] = 0;
    return best.flatMap((number) => papers[number]?.key ?? []);
  }

  /** One or two letters begin words of many papers: enough titles that begin so leave those out. */
  private fitting(typed: string, count: number): readonly number[] {
    const text = words(typed).join(" ");
    const titles = /^\p{L}{1,2}$/u.test(text) ? this.shelf.labels.titlesFrom(text) : [];
    return titles.length >= count ? titles : this.beginning(typed);
  }

  private beginning(typed: string): readonly number[] {
    const { shelf } = this;
    this.places = withRoom(this.places, shelf.index.end, bytes);
    const { places } = this;
    const fitting: number[] = [];
    for (const text of new Set([idOf(typed), words(typed).join(" ")])) {
      if (text === "") continue;
      shelf.labels.beginning(text, (number, place) => {
        const known = places[number] ?? 0;
        if (known === 0) fitting.push(number);
        if (known === 0 || place + 1 < known) places[number] = place + 1;
      });
    }
    return fitting;
  }
}

/** What was typed as the beginning of an id; empty when it is none. */
function idOf(typed: string): string {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^arxiv:/, "");
  const id = parseId(typed) ?? text;
  return /^\d{2}|^[a-z-]+\//.test(id) ? id : "";
}
