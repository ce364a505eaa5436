import type { Finding } from "#chat";

/** Longest wait for a source, in ms: as long as the bot itself waits. */
const PATIENCE_MS = 20_000;

/** Whether a paper source answers at an address, and lets us in with a token where there is one. */
export async function examineSource(
  about: string,
  address: string,
  token?: string,
): Promise<Finding> {
  const { host } = new URL(address);
  try {
    const answer = await fetch(address, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return { about, state: "well", said: `${host} answers.` };
    const said = `${host} answers ${answer.status}.`;
    return { about, state: "beware", said, cure: cureOf(answer.status) };
  } catch {
    return {
      ...{ about, state: "beware", said: `${host} can't be reached.` },
      cure: "Check the network and its proxy; the bot goes on with the papers that it knows.",
    };
  }
}

function cureOf(status: number): string {
  if (status === 401 || status === 403)
    return "Make a new HF_TOKEN at https://huggingface.co/settings/tokens, or leave it empty.";
  if (status === 429) return "It was asked too often: wait; the bot does so by itself.";
  if (status >= 500) return "It has trouble of its own: wait; the bot tries again by itself.";
  return "Check the address in the settings.";
}
