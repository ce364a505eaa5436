import type { Finding } from "#chat";

/** The version on which the bot was written and tested. */
const LEAST_MAJOR = 24;

/** Zone rules change several times a year; older than this, in years, some channel's hour may be wrong. */
const ZONES_MAY_BE_YEARS_OLD = 2;

/** Node, and the rules of time zones that it brings; `zones` is a release such as 2026c. */
export function examineNode(
  { node, tz: zones = "" }: { readonly node: string; readonly tz?: string },
  now: number,
): readonly Finding[] {
  const fits = Number(node.split(".")[0]) >= LEAST_MAJOR;
  const year = Number(zones.slice(0, 4));
  const isOld = !(new Date(now).getUTCFullYear() - year <= ZONES_MAY_BE_YEARS_OLD);
  return [
    fits
      ? { about: "Node", state: "well", said: `Node ${node}.` }
      : {
          ...{ about: "Node", state: "ill", said: `Node ${node} is too old.` },
          cure: "Start the bot as `npm start`, which uses the Node 24 that `npm install` brought.",
        },
    isOld
      ? {
          ...{ about: "time zones", state: "beware" },
          said: `The rules of time zones are those of ${zones || "an unknown date"}.`,
          cure: "Update Node: some zones have changed their clocks since.",
        }
      : { about: "time zones", state: "well", said: `The rules of ${zones}.` },
  ];
}
