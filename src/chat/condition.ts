import type { Health } from "./platform.ts";
import { PlatformError } from "./problem.ts";

/** How a platform is, kept between what happens to it. */
export type Condition = {
  health(): Health;
  /** It answers. */
  well(): void;
  /** It does not, for a reason in one sentence; `over` when it has given up. */
  ill(why: string, over?: boolean): void;
  /** Does what makes it ready, and keeps the reason when that fails. */
  during<T>(work: () => Promise<T>): Promise<T>;
};

/** The condition of a platform that was not started; `name` as people write it. */
export function createCondition(name: string): Condition {
  let health: Health = { ready: false, why: `${name} is not connected yet.` };
  const ill = (why: string, over = false) => {
    health = { ready: false, why, ...(over && { over }) };
  };
  return {
    health: () => health,
    well() {
      health = { ready: true };
    },
    ill,
    async during(work) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof PlatformError) ill(error.message, !error.passing);
        else ill(`${name} could not be started: the log says why.`, true);
        throw error;
      }
    },
  };
}
