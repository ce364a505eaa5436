import { type Rich, rich } from "#chat";
import { counted, dateWords } from "./words.ts";

/** How one day's post went, for the list of the last ones. */
export type DeliveryView = {
  /** Local calendar date, `YYYY-MM-DD`. */
  readonly day: string;
  readonly state: "due" | "leased" | "sent" | "skipped" | "failed" | "unknown";
  readonly reason?: string;
  readonly papers: number;
  /** How long after it was due it went out, in milliseconds. */
  readonly late?: number;
  /** When it is tried again, as each reader's own time. */
  readonly again?: Rich;
};

/** From so many milliseconds on it is told that a post came late: two minutes. */
const LATE_MS = 120_000;

/** “24 Nov sent, 3 papers”, “25 Nov left out (I was not running when it was due)”: what became of a post, and why. */
export function deliveryInWords({
  day,
  state,
  reason,
  papers,
  late = 0,
  again,
}: DeliveryView): Rich {
  const date = dateWords(day)?.replace(/ \d{4}$/, "") ?? day;
  const why = reason ? ` (${reason})` : "";
  switch (state) {
    case "sent": {
      const when = late > LATE_MS ? ` ${stretch(late)} late` : "";
      return `${date} sent${when}, ${counted(papers, "paper")}`;
    }
    case "skipped":
      return `${date} left out${why}`;
    case "failed":
      return `${date} not sent${why}`;
    case "unknown":
      return `${date} may not have arrived${why}`;
    case "due":
      if (again === undefined || !reason) return `${date} on its way`;
      return rich`${date} not out yet${why}: tried again ${again}`;
    case "leased":
      return `${date} on its way`;
  }
}

/** “47 min”, “3 h”. */
function stretch(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
