import { cleanLine, shorten } from "#chat";

/** Foreign text as one line of at most `most` UTF-16 units, for names and labels, which Discord does not format. */
export function oneLine(text: string, most: number): string {
  return shorten(cleanLine(text), most);
}
