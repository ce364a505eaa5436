import type { Finding } from "#chat";
import { type Store, StoreError } from "#store";

/** Posts that should be out by now wait for so long at most, in ms: a beat comes each minute. */
const USUAL_LAG_MS = 5 * 60_000;

/**
 * The database: opened as the bot opens it, so its schema is brought up to date, and written to once.
 * The store comes back with the findings, for those who look at what is in it.
 */
export async function examineDatabase(
  open: () => Promise<Store>,
): Promise<{ readonly findings: readonly Finding[]; readonly store?: Store }> {
  const about = "database";
  let store: Store | undefined;
  try {
    store = await open();
    const { engine, where, schema, papers, subscriptions, deliveries, lag } = await store.info();
    await tryToWrite(store);
    const kind = engine === "sqlite" ? "SQLite" : "PostgreSQL";
    const said = `${kind}, ${where}: schema ${schema}, ${papers} papers; it can be written.`;
    const stopped = subscriptions.disabled;
    return {
      store,
      findings: [
        { about, state: "well", said },
        lag > USUAL_LAG_MS
          ? {
              ...{ about: "daily posts", state: "beware" },
              said: `A post has been due for ${Math.round(lag / 60_000)} minutes.`,
              cure: "Is the bot running? Its log says what holds the post up.",
            }
          : {
              ...{ about: "daily posts", state: "well" },
              said: `${subscriptions.enabled} channels get one; ${deliveries.sent} posts sent, ${deliveries.failed} failed, ${deliveries.unknown} unknown.`,
            },
        ...(stopped > 0
          ? [
              {
                ...{ about: "subscriptions", state: "beware" as const },
                said: `${stopped} of them stopped because a post was refused.`,
                cure: "Each shows its reason in `subscriptions` in its channel, with a button to resume it.",
              },
            ]
          : []),
      ],
    };
  } catch (error) {
    await store?.close();
    if (!(error instanceof StoreError)) throw error;
    return { findings: [{ about, state: "ill", said: "It can't be used.", cure: error.message }] };
  }
}

/** The instant of a login that nobody counts: the epoch. */
const NEVER = 0;

async function tryToWrite({ logins }: Store): Promise<void> {
  await logins.record("doctor", NEVER);
  await logins.prune(NEVER + 1);
}
