import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TownAddress, TownPlan, TownReport } from "./town.ts";

/** A fake platform that runs in a process of its own. */
export type OpenTown = {
  readonly address: TownAddress;
  report(): Promise<TownReport>;
  /** Puts its clock forward by so many milliseconds. */
  skip(ms: number): void;
  close(): Promise<void>;
};

const SCRIPT = fileURLToPath(new URL("./town-process.ts", import.meta.url));

/** Starts it. Should this process be killed, it ends by itself. */
export async function openTown(plan: TownPlan): Promise<OpenTown> {
  const child = fork(SCRIPT, [JSON.stringify(plan)]);
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`The fake ${plan.platform} ended with ${code}`);
  });
  failed.catch(() => {});
  const heard = async <T>(): Promise<T> => {
    const [message] = await Promise.race([once(child, "message"), failed]);
    return message as T;
  };
  const address = await heard<TownAddress>();
  return {
    address,
    async report() {
      const answer = heard<TownReport>();
      child.send("report");
      return await answer;
    },
    skip: (ms) => void child.send(ms),
    async close() {
      child.disconnect();
      await failed.catch(() => {});
    },
  };
}
