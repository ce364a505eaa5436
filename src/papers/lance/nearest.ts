import { readAsked } from "../asked.ts";
import { rewritten } from "../search/rewritten.ts";
import { OFFERED } from "../search/spelling.ts";
import { readText } from "./reading.ts";
import type { Shelf } from "./shelf.ts";

/** The nearest spelling of a query, looser than search corrects by itself. */
export async function nearest(text: string, shelf: Shelf): Promise<string | undefined> {
  const { reading } = await readText(readAsked({ text }).text, OFFERED, shelf);
  return reading.corrected.size > 0 ? rewritten(text, reading.corrected) : undefined;
}
