/** Whether a text is a year, month or day that exists, as `2024`, `2024-05` or `2024-05-31`. */
export function isSince(text: string): boolean {
  const [, year, month, day] = text.match(/^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/) ?? [];
  if (year === undefined) return false;
  const date = new Date(`${year}-${month ?? "01"}-${day ?? "01"}T00:00:00Z`);
  // A day that the month doesn't have rolls over to the next month: 2024-02-31 is no date.
  return !Number.isNaN(date.getTime()) && (day === undefined || date.getUTCDate() === Number(day));
}
