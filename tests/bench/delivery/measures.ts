import type { Bench, Ran } from "./run.ts";

/** What a run says of the bot: times in ms, memory in bytes. */
export type Measures = {
  readonly posts: number;
  /** Posts a second, until the last one was out. */
  readonly rate: number;
  /** That of the platform's own limit. */
  readonly ofLimit: number;
  readonly p50: number;
  readonly p99: number;
  /** The lateness of the 99th of a hundred posts, as a multiple of what the limit itself needs for all. */
  readonly ofNeeded: number;
  readonly memory: number;
  /** Processor time for each post. */
  readonly processor: number;
  readonly tooMany: number;
};

/** What is asked of the bot on a machine with nothing else to do. */
export const GOALS = {
  ofLimit: 0.9,
  ofNeeded: 1.1,
  memory: 200 * 1024 * 1024,
  tooMany: 0,
} as const;

/** Posts a second that Discord takes of one bot, and Slack in one workspace (some hundreds a minute). */
const LIMITS = { discord: 50, slack: 5 } as const;

/** Posts a second that the platform's limit allows. */
export function limitOf({ platform, workspaces }: Bench): number {
  return platform === "discord" ? LIMITS.discord : LIMITS.slack * workspaces;
}

/** Measures a run. */
export function measure(bench: Bench, { from, report, memory, processor }: Ran): Measures {
  const late = report.posts.map(({ at }) => at - from).sort((a, b) => a - b);
  const at = (share: number) => late[Math.ceil(share * late.length) - 1] ?? 0;
  const limit = limitOf(bench);
  const rate = (late.length / at(1)) * 1000;
  return {
    posts: late.length,
    ...{ rate, ofLimit: rate / limit },
    ...{ p50: at(0.5), p99: at(0.99), ofNeeded: at(0.99) / ((bench.channels / limit) * 1000) },
    ...{ memory, processor: processor / late.length, tooMany: report.tooMany },
  };
}

/** Which goals were missed, each in a few words. */
export function missed({ ofLimit, ofNeeded, memory, tooMany }: Measures): readonly string[] {
  return [
    ...(ofLimit < GOALS.ofLimit ? [`slower than ${GOALS.ofLimit} of the limit`] : []),
    ...(ofNeeded >= GOALS.ofNeeded ? [`later than ${GOALS.ofNeeded} of what the limit needs`] : []),
    ...(memory >= GOALS.memory ? ["more memory than 200 MB"] : []),
    ...(tooMany > GOALS.tooMany ? ["refused by the platform's limit"] : []),
  ];
}
