import type { Delivery } from "#store";
import type { TownPlace, TownReport } from "./town.ts";

/** How posts ended, by the ledger. */
type Ledger = ReadonlyMap<string, Delivery>;

/** What became of every post: counts, of channels that should each have one. */
export type Verdict = {
  readonly never: number;
  readonly once: number;
  readonly twice: number;
  /** By the ledger. */
  readonly sent: number;
  readonly unknown: number;
  /** Neither sent nor unknown by the ledger. */
  readonly other: number;
  /** Those that the ledger calls sent and that are not out, or unknown without a reason, or not unknown with one. */
  readonly wrong: number;
  /** What the ledger has of those that are not as they should be, a line each. */
  readonly faults: readonly string[];
};

/**
 * Compares what stands in the channels with what the ledger says of them, each by the channel's id.
 * `doubtful`: where it can't be known from outside how a post ended, nor looked up.
 */
export function judge(
  places: readonly TownPlace[],
  { posts }: Pick<TownReport, "posts">,
  ledger: Ledger,
  doubtful: ReadonlySet<string> = new Set(),
): Verdict {
  const counts = new Map<string, number>();
  for (const { channel } of posts) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  const channels = places.map(({ channel }) => channel);
  const having = (test: (channel: string) => boolean) => channels.filter(test).length;
  const state = (channel: string) => ledger.get(channel)?.state;
  const isWrong = (channel: string) => {
    const isLie = state(channel) === "sent" && !counts.has(channel);
    return isLie || (state(channel) === "unknown") !== doubtful.has(channel);
  };
  const isOther = (channel: string) => !["sent", "unknown"].includes(state(channel) ?? "");
  return {
    never: having((channel) => !counts.has(channel)),
    once: having((channel) => counts.get(channel) === 1),
    twice: having((channel) => (counts.get(channel) ?? 0) > 1),
    sent: having((channel) => state(channel) === "sent"),
    unknown: having((channel) => state(channel) === "unknown"),
    other: having(isOther),
    wrong: having(isWrong),
    faults: channels
      .filter((channel) => isWrong(channel) || isOther(channel) || counts.get(channel) !== 1)
      .filter((channel) => !doubtful.has(channel) || isWrong(channel))
      .map((channel) => `${counts.get(channel) ?? 0} posts: ${JSON.stringify(ledger.get(channel))}`),
  };
}

/**
 * Whether nothing was doubled and nothing lost: every post once, or (`blind`, where the platform can't be
 * looked into) each whose end nobody can know called unknown, and no other.
 */
export function isGood({ never, twice, other, wrong }: Verdict, blind: boolean): boolean {
  return twice === 0 && other === 0 && wrong === 0 && (blind || never === 0);
}
