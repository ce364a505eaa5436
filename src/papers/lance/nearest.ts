import { readAsked } from "../asked.ts";
import { rewritten } from "../search/rewritten.ts";
import { OFFERED } from "../search/spelling.ts";
import { readText } from "./reading.ts";
import { search } from "./search.ts";
import type { Shelf } from "./shelf.ts";

/** The nearest spelling of a query, looser than search corrects by itself, where that finds anything. */
export async function nearest(text: string, shelf: Shelf): Promise<string | undefined> {
  const { reading } = await readText(readAsked({ text }).text, OFFERED, shelf);
  if (reading.corrected.size === 0) return undefined;
  const offered = rewritten(text, reading.corrected);
  return (await search({ text: offered, size: 1 }, shelf)).total > 0 ? offered : undefined;
}
