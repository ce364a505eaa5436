import { createHash } from "node:crypto";
import type { Manner, Reply } from "#chat";
import type { Delivery, Subscription } from "#store";
import type { Round } from "./round.ts";

/** A post as every try of it sends it. */
export type Draft = {
  readonly reply: Reply;
  readonly papers: readonly string[];
  readonly manner?: Manner;
};

/** A draft, or the reason why there is no post; `lost`: somebody else sends it now. */
export type Drafted =
  | { readonly kind: "draft"; readonly draft: Draft }
  | { readonly kind: "empty" | "gone" | "failed"; readonly reason: string }
  | { readonly kind: "lost" };

/** A post is tried for six hours; its draft is kept for longer, in milliseconds. */
const KEPT_MS = 2 * 24 * 60 * 60_000;

/**
 * What a delivery sends: what was written down at its first try, else what is composed now, which is
 * written down before anything is sent. Equal drafts, as of channels with one wish, are kept once.
 */
export async function draftOf(
  round: Round,
  delivery: Delivery,
  subscription: Subscription,
): Promise<Drafted> {
  const { store, now } = round.by;
  const kept = delivery.draft && (await store.tickets.find(delivery.draft, now()));
  if (kept) return { kind: "draft", draft: JSON.parse(kept) as Draft };
  if (delivery.earlier?.sure)
    return { kind: "gone", reason: "it may have arrived, and I no longer know what it was" };
  const composed = await composeSafely(round, delivery, subscription);
  if (!composed)
    return { kind: "failed", reason: "I could not put it together, which is my mistake" };
  if (composed.kind === "empty") return composed;
  const { reply, papers } = composed;
  const { manner } = subscription;
  const draft = { reply, papers, ...(manner && { manner }) };
  const key = await park(round, JSON.stringify(draft));
  const held = await store.deliveries.draft(delivery, { draft: key, papers, at: now() });
  return held ? { kind: "draft", draft } : { kind: "lost" };
}

async function park({ by: { store, now }, parked }: Round, text: string): Promise<string> {
  const key = `draft ${createHash("sha256").update(text).digest("base64url")}`;
  if (parked.has(key)) return key;
  await store.tickets.park(key, text, now() + KEPT_MS);
  parked.add(key);
  return key;
}

/** A post that can't be composed is our bug: it is logged, and never stops the other channels. */
async function composeSafely(
  { by: { compose, log } }: Round,
  delivery: Delivery,
  subscription: Subscription,
) {
  try {
    return await compose(subscription, delivery.day);
  } catch (error) {
    log.error({ delivery: delivery.id, err: error }, "A post could not be composed");
    return undefined;
  }
}
