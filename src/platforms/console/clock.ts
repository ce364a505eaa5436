/** A moment (epoch milliseconds) as the reader's own clock says it, `Tue 24 Nov, 09:00`; undefined when there is no such moment. */
export function clock(at: number, zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: zone,
    }).format(at);
  } catch {
    return undefined;
  }
}
