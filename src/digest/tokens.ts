/** Whose token a post is sent by. */
type Whose = { readonly platform: string; readonly tenant: string };

/** How long nothing more is sent by a token that was refused, in milliseconds. */
const REFUSED_MS = 30 * 60_000;

/** What is known of the tokens that posts are sent by. */
export type Tokens = {
  /** Does the work, by itself as long as the token is not known to be good. */
  through(whose: Whose, work: () => Promise<void>): Promise<void>;
  /** Until when nothing is sent by this token, in epoch milliseconds; in the past when it may be used. */
  pausedUntil(whose: Whose): number;
  /** The token was taken. */
  taken(whose: Whose): void;
  /** A post ended without an answer, and nothing is known of the token by it; others need not wait for the like. */
  unanswered(whose: Whose): void;
  /** The token was refused, or that of the whole platform; answers until when nothing is sent by it. */
  refused(whose: Whose, everywhere: boolean): number;
};

/**
 * Keeps a refused token from being tried once for every channel: Discord shuts out an address after
 * 10,000 refusals in ten minutes. As long as nobody knows whether a token is taken, since it was never
 * used or was refused a while ago, one post at a time goes out by it. `paused`: see `Delivering`.
 */
export function createTokens(paused: Map<string, number>, now: () => number): Tokens {
  const trials = new Map<string, Promise<void>>();
  const isKnown = (key: string) => {
    const until = paused.get(key);
    return until === 0 || (until !== undefined && until > now());
  };
  const alone = async (key: string, work: () => Promise<void>): Promise<void> => {
    for (let other = trials.get(key); !isKnown(key) && other; other = trials.get(key)) await other;
    if (isKnown(key)) return await work();
    const trial = Promise.withResolvers<void>();
    trials.set(key, trial.promise);
    try {
      await work();
    } finally {
      trials.delete(key);
      trial.resolve();
    }
  };
  return {
    through: ({ platform, tenant }, work) =>
      alone(platform, () => alone(`${platform} ${tenant}`, work)),
    pausedUntil: ({ platform, tenant }) =>
      Math.max(paused.get(platform) ?? 0, paused.get(`${platform} ${tenant}`) ?? 0),
    taken({ platform, tenant }) {
      paused.set(platform, 0).set(`${platform} ${tenant}`, 0);
    },
    unanswered({ platform, tenant }) {
      for (const key of [platform, `${platform} ${tenant}`]) if (!isKnown(key)) paused.set(key, 0);
    },
    refused({ platform, tenant }, everywhere) {
      const until = now() + REFUSED_MS;
      paused.set(everywhere ? platform : `${platform} ${tenant}`, until);
      return until;
    },
  };
}
