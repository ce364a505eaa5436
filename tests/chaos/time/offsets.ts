/** From `from` (epoch ms, the earliest one from ever) a zone is so many milliseconds ahead of UTC. */
export type Offset = { readonly from: number; readonly ahead: number };

const SECOND = 1_000;

/**
 * Every offset that a zone has between two instants, found by asking Intl what the clock there shows: every
 * `step` milliseconds, and between two answers that differ by halving down to the second. It knows nothing
 * of how Temporal reads the zone's rules.
 */
export function offsetsOf(zone: string, from: number, to: number, step: number): readonly Offset[] {
  const ahead = clockOf(zone);
  const offsets: Offset[] = [{ from: Number.NEGATIVE_INFINITY, ahead: ahead(from) }];
  for (let at = from; at < to; at += step) {
    const before = ahead(at);
    if (ahead(at + step) === before) continue;
    let [low, high] = [at, at + step];
    while (high - low > SECOND) {
      const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
      if (ahead(middle) === before) low = middle;
      else high = middle;
    }
    offsets.push({ from: high, ahead: ahead(high) });
  }
  return offsets;
}

/** How far the clock of a zone is ahead of UTC at an instant on a whole second, in milliseconds. */
function clockOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, hourCycle: "h23", era: "short" },
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  const known = new Map<number, number>();
  return (at) => {
    const found = known.get(at);
    if (found !== undefined) return found;
    const shown = /^(\d+)\/(\d+)\/(\d+) A(?:D)?, (\d+):(\d+):(\d+)$/.exec(format.format(at));
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] =
      shown?.slice(1).map(Number) ?? [];
    if (!shown) throw new Error(`${zone} shows its clock otherwise: ${format.format(at)}`);
    const ahead = Date.UTC(year, month - 1, day, hour, minute, second) - at;
    if (known.size > 4) known.clear();
    known.set(at, ahead);
    return ahead;
  };
}
