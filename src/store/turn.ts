/** Ends a turn, so that the next one in line may begin. */
export type EndTurn = () => void;

/** Answers a function that waits for a turn: one at a time, in the order in which they asked. */
export function createTurn(): () => Promise<EndTurn> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
}
