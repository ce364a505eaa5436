/** A wish to stop waiting, which may come just before the waiting begins. */
export type Interruption = {
  /** Ends what is waited for, or the next thing that will be. */
  raise(): void;
  /** Forgets a wish that came to nothing. */
  clear(): void;
  /** The work's result; undefined when the wish came first. The work itself goes on. */
  during<T>(work: Promise<T>): Promise<T | undefined>;
};

/** An interruption that has not been raised. */
export function createInterruption(): Interruption {
  let wish = Promise.withResolvers<undefined>();
  return {
    raise: () => wish.resolve(undefined),
    clear: () => {
      wish = Promise.withResolvers<undefined>();
    },
    during: (work) => Promise.race([wish.promise, work]),
  };
}
