/** A format of `Intl.DateTimeFormat` in the reader's own language and zone. */
export function inWords(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(undefined, options).format(at);
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** How far off a moment is, in the largest unit that it fills: “in 14 hours”. */
export function fromNow(at: number, now = Date.now()): string {
  const seconds = Math.round((at - now) / 1000);
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "always" }).format(
    Math.trunc(seconds / length),
    unit,
  );
}

/** “yesterday”, “today”, “tomorrow”, or nothing for any other day. */
export function nearDay(at: number, now = Date.now()): string | undefined {
  const day = (time: number) => new Date(time).setHours(12, 0, 0, 0);
  const days = Math.round((day(at) - day(now)) / 86_400_000);
  return ["yesterday", "today", "tomorrow"][days + 1];
}
