import { cleanLine } from "./clean.ts";
import { cut } from "./cut.ts";

/** Foreign text as one line of at most `most` UTF-16 units, for names and labels, which Discord does not format. */
export function oneLine(text: string, most: number): string {
  return cut(cleanLine(text), most);
}
