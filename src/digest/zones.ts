import { nearest, UserError } from "#chat";

/** Every IANA zone that this Node knows, UTC first. */
const ZONES: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** Most zones offered while one is being typed: Discord shows 25. */
const OFFERED = 25;

/**
 * The IANA zone that a person means by a zone, a city or a near miss of either.
 * Offsets and abbreviations are refused, since they don't follow a place's summer time.
 * @throws UserError with the nearest zone or an example
 */
export function readZone(typed: string): string {
  const name = typed.trim().replace(/\s+/g, "_");
  const exact =
    ZONES.find((zone) => same(zone, name)) ?? ZONES.find((zone) => same(city(zone), name));
  if (exact) return exact;
  if (name.includes("/") && isZone(name)) return canonical(name);
  if (/^([+-]|utc[+-]|gmt[+-])/i.test(name) || /^[a-z]{3,4}$/i.test(name))
    throw new UserError(
      `zone “${typed}” does not follow a place's summer time: give a city, such as Europe/Berlin or New York.`,
    );
  const like = suggestZones(name)[0] ?? near(name);
  const short = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed;
  throw new UserError(
    like
      ? `I know no time zone “${short}”. Did you mean ${like}?`
      : `I know no time zone “${short}”: give the nearest large city, such as Europe/Berlin.`,
  );
}

/** Zones whose city or region begins with what is typed, best first. */
export function suggestZones(typed: string): readonly string[] {
  const start = typed.trim().replace(/\s+/g, "_").toLowerCase();
  const begins = (zone: string) =>
    city(zone).toLowerCase().startsWith(start) || zone.toLowerCase().startsWith(start);
  return ZONES.filter(begins).slice(0, OFFERED);
}

function near(name: string): string | undefined {
  const like = nearest(name, ZONES) ?? nearest(name, ZONES.map(city));
  return like && ZONES.find((zone) => zone === like || city(zone) === like);
}

function city(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether this Node knows the zone: Intl accepts names that its own list leaves out, Europe/Kyiv among them. */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

function canonical(name: string): string {
  return name.replace(
    /[^/_-]+/g,
    (part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase(),
  );
}
