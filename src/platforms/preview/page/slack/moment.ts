import { fromNow, inWords, nearDay } from "../moment.ts";

/** A moment in a format of Slack's, such as `{date_short_pretty} at {time}` (docs.slack.dev, date formatting). */
export function momentOf(at: number, format: string): string {
  return format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    const pretty = token.endsWith("_pretty") ? nearDay(at) : undefined;
    return pretty ?? wordsOf(at, token.replace(/_pretty$/, "")) ?? whole;
  });
}

function wordsOf(at: number, token: string): string | undefined {
  switch (token) {
    case "date_num":
      return inWords(at, { year: "numeric", month: "2-digit", day: "2-digit" });
    case "date":
      return inWords(at, { dateStyle: "long" });
    case "date_short":
      return inWords(at, { dateStyle: "medium" });
    case "date_long":
      return inWords(at, { dateStyle: "full" });
    case "time":
      return inWords(at, { timeStyle: "short" });
    case "time_secs":
      return inWords(at, { timeStyle: "medium" });
    case "ago":
      return fromNow(at);
    default:
      return undefined;
  }
}
