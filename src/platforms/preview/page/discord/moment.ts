import { fromNow, inWords } from "../moment.ts";

/** A moment as Discord shows it in one of its styles (docs.discord.com, “Timestamp Styles”). */
export function momentOf(at: number, style: string): string {
  switch (style) {
    case "R":
      return fromNow(at);
    case "t":
      return inWords(at, { timeStyle: "short" });
    case "T":
      return inWords(at, { timeStyle: "medium" });
    case "d":
      return inWords(at, { dateStyle: "short" });
    case "D":
      return inWords(at, { dateStyle: "long" });
    case "F":
      return inWords(at, { dateStyle: "full", timeStyle: "short" });
    default:
      return inWords(at, { dateStyle: "long", timeStyle: "short" });
  }
}
