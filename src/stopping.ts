/** Longest that a clean end may take, in milliseconds; service managers kill after 10 s. */
const PATIENCE_MS = 9_000;

/**
 * Resolves at the first SIGTERM or SIGINT. From then on the process ends by itself within 9 seconds,
 * or at once at a second signal.
 */
export function untilStopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  const stop = (): void => {
    if (asked) process.exit(1);
    asked = true;
    // Set once everything has ended; a connection that does not close is then no failure.
    setTimeout(() => process.exit(process.exitCode ?? 1), PATIENCE_MS).unref();
    resolve();
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);
  return promise;
}
