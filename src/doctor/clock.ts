import type { Finding } from "#chat";

/** Slack’s signatures are refused beyond this, in ms (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
const TOO_FAR_MS = 5 * 60_000;

/** What `Date` headers and the way to a server may differ by, in ms. */
const USUAL_MS = 30_000;

/** Longest wait for a server, in ms. */
const PATIENCE_MS = 5_000;

/**
 * This machine's clock against that of the first of some servers that answers, whatever it answers; `now`
 * in epoch ms.
 */
export async function examineClock(
  servers: readonly string[],
  now: () => number,
): Promise<Finding> {
  const about = "clock";
  for (const server of servers) {
    const theirs = await clockOf(server);
    if (theirs === undefined) continue;
    const apart = Math.round(Math.abs(theirs - now()) / 1000);
    const said = `${apart} s from that of ${new URL(server).host}.`;
    if (apart * 1000 <= USUAL_MS) return { about, state: "well", said };
    const state = apart * 1000 > TOO_FAR_MS ? "ill" : "beware";
    const cure = "Let this machine set its clock by itself (timedatectl set-ntp true).";
    return { about, state, said, cure };
  }
  return servers.length === 0
    ? { about, state: "off", said: "There is no server to compare it with." }
    : {
        ...{ about, state: "beware", said: "No server answered that it could be compared with." },
        cure: "Check the network of this machine.",
      };
}

/** Epoch ms by a server's `Date` header, which has whole seconds. */
async function clockOf(server: string): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { headers } = await fetch(server, { method: "HEAD", redirect: "manual", signal });
    const at = Date.parse(headers.get("date") ?? "");
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}
