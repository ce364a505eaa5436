/** Promises that are kept as soon as the fake's state allows. */
export type Waits = {
  /**
   * What `look` finds, once it finds something; looked at again after every change.
   * @throws Error saying `what` did not happen, after the patience (real ms) is over or at the close
   */
  until<T>(look: () => T | undefined, what: () => string): Promise<T>;
  /** Something changed: every waiting promise looks again. */
  changed(): void;
  /** Ends every wait. */
  close(): void;
};

/** Waits that last at most `patience` milliseconds of real time. */
export function createWaits(patience: number): Waits {
  const waiting = new Set<{ look(): void; give(reason: string): void }>();
  const promise = <T>(look: () => T | undefined, what: () => string) =>
    new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => one.give(`not within ${patience} ms`), patience);
      const end = () => {
        clearTimeout(timer);
        waiting.delete(one);
      };
      const fail = (error: unknown) => {
        end();
        reject(error);
      };
      const one = {
        look() {
          const found = attempt(look, fail);
          if (found === undefined) return;
          end();
          resolve(found);
        },
        give: (reason: string) => fail(new Error(`${what()}: ${reason}`)),
      };
      waiting.add(one);
      one.look();
    });
  return {
    until(look, what) {
      const kept = promise(look, what);
      // Read and never awaited (by a spread, say), it must not end the test run when it fails.
      kept.catch(() => undefined);
      return kept;
    },
    changed() {
      for (const one of [...waiting]) one.look();
    },
    close() {
      for (const one of [...waiting]) one.give("the fake was closed");
    },
  };
}

function attempt<T>(look: () => T | undefined, fail: (error: unknown) => void): T | undefined {
  try {
    return look();
  } catch (error) {
    fail(error);
    return undefined;
  }
}
