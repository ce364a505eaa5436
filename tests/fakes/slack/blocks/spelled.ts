import type { Fault } from "./check.ts";

/** Faults as Slack writes them into `errors` and `response_metadata.messages`. */
export function spelled(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ at, problem }) => `${problem} [json-pointer:${at}]`);
}
