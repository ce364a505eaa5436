import { type Rich, rich, time, UserError } from "#chat";
import { isZone } from "./zones.ts";

/**
 * A wall time `HH:MM` from `9`, `9:30`, `09.30`, `9am`, `9:30 pm`, `noon`, `midnight`.
 * @throws UserError with an example
 */
export function readTime(typed: string): string {
  const text = typed.trim().toLowerCase();
  if (text === "noon") return "12:00";
  if (text === "midnight") return "00:00";
  const [, hours = "", minutes = "00", half] =
    text.match(/^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?(?:\s*o'?clock)?$/) ?? [];
  const hour = half ? (Number(hours) % 12) + (half === "pm" ? 12 : 0) : Number(hours);
  const possible = half ? Number(hours) >= 1 && Number(hours) <= 12 : hour < 24;
  if (!hours || !possible || Number(minutes) > 59)
    throw new UserError(
      `time “${typed.slice(0, 40)}” is no time of day: give it as 09:00 or 17:30.`,
    );
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

/**
 * An instant (epoch milliseconds) as “Wed 25 Nov, 09:00 (Europe/Berlin)”, or each reader's own time where the
 * platform can; in UTC for a zone that this Node does not know.
 */
export function moment(at: number, given: string): Rich {
  const zone = isZone(given) ? given : "UTC";
  const parts = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  const words = `${of("weekday")} ${of("day")} ${of("month")}, ${of("hour")}:${of("minute")} (${zone})`;
  return rich`${time(at, words)}`;
}
