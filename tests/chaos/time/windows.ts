import { expectedRuns, type Run } from "./expected.ts";
import type { Case } from "./life.ts";
import type { Offset } from "./offsets.ts";

/** A zone, and how far its clock is ahead when. */
export type Zone = { readonly zone: string; readonly offsets: readonly Offset[] };

/** Some days that are lived through, with the channels whose clocks change then, and a few others. */
export type Window = {
  readonly from: number;
  readonly to: number;
  readonly cases: readonly Case[];
};

const DAY = 86_400_000;

/** One zone of all those whose clocks are equal. */
export function differentOf(zones: readonly Zone[]): readonly Zone[] {
  return [...new Map(zones.map((one) => [JSON.stringify(one.offsets), one])).values()];
}

/** Days before the first change of a window, between its first and its last one, and after that. */
const [BEFORE, WITHIN, AFTER] = [3, 2, 3];

/** Zones without a change that live through each window too. */
const OTHERS = 3;

/** Windows that hold every change of these clocks between two instants, with a channel for each of the hours. */
export function windowsOf(
  different: readonly Zone[],
  times: readonly string[],
  [start, end]: readonly [start: number, end: number],
): readonly Window[] {
  const changesOf = ({ offsets }: Zone) =>
    offsets.map(({ from }) => from).filter((at) => at >= start && at < end);
  const windows: Window[] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const change of different.flatMap(changesOf).sort((a, b) => a - b)) {
    if (change <= until) continue;
    until = change + WITHIN * DAY;
    const [from, to] = [Math.floor(change / DAY - BEFORE) * DAY, until + AFTER * DAY];
    const isChanged = (one: Zone) => changesOf(one).some((at) => at >= change && at <= until);
    const [changed, others] = [
      different.filter(isChanged),
      different.filter((one) => !isChanged(one)),
    ];
    const some = others.filter(
      (_, i) => (i + windows.length) % Math.ceil(others.length / OTHERS) === 0,
    );
    windows.push({
      from,
      to,
      cases: [...changed, ...some].flatMap((one) => casesOf(one, times, from, to)),
    });
  }
  return windows;
}

function casesOf({ zone, offsets }: Zone, times: readonly string[], from: number, to: number) {
  return times.map((time): Case => {
    // A day more, because a clock that is fast gets there before the window ends.
    const expected: readonly Run[] = expectedRuns(offsets, { time, days: DAILY }, from, to + DAY);
    return { id: `${zone} ${time}`, zone, time, expected };
  });
}

const DAILY = [1, 2, 3, 4, 5, 6, 7];
