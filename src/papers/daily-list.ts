/** The last complete daily list of Hugging Face at an instant. */
export type LastList = {
  /** Its day, an ISO date; a weekday always. */
  readonly day: string;
  /** The day whose list is open, or would be on a weekday. */
  readonly open: string;
  /** The open day is a Saturday or Sunday, which have no list. */
  readonly weekend: boolean;
};

/** The last list that was complete at an instant by the calendar: lists are of weekdays; holidays are not known to it. */
export function lastCompleteList(at: number): LastList {
  const open = openListDay(at);
  let day = addDays(open, -1);
  while (isWeekend(day)) day = addDays(day, -1);
  return { day, open, weekend: isWeekend(open) };
}

/** The ISO date so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The day whose list Hugging Face fills at an instant (epoch milliseconds): lists turn at 21:30 in New
 * York, so that Tuesday's is open from Monday evening until Tuesday evening there.
 */
function openListDay(at: number): string {
  const { date, minutes } = inNewYork(at);
  return minutes >= TURN_MINUTES ? addDays(date, 1) : date;
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}

/** 21:30, as Hugging Face's own client of its lists has it. */
const TURN_MINUTES = 21 * 60 + 30;

/** Made when first asked for, since it takes longer than most modules take to load. */
let newYork: Intl.DateTimeFormat | undefined;

function inNewYork(at: number): { readonly date: string; readonly minutes: number } {
  newYork ??= new Intl.DateTimeFormat("en-CA", {
    timeZone: "America/New_York",
    hourCycle: "h23",
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
  } as const);
  const parts = new Map(newYork.formatToParts(at).map(({ type, value }) => [type, value]));
  const date = `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
  return { date, minutes: Number(parts.get("hour")) * 60 + Number(parts.get("minute")) };
}
