/**
 * A parameter as both databases keep it alike. PostgreSQL refuses the character NUL in text and a
 * fraction in a whole number, which every number here is; SQLite would keep both silently.
 */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "\uFFFD");
  if (typeof value === "number") return Math.round(value);
  return value;
}
