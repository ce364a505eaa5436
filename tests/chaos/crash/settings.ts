import type { Store } from "#store";
import { aSubscription, here } from "../../store/contract/samples.ts";

/** Settings that are changed at random: subscriptions s0 to s9 and a reader's papers p0 to p9. */
export const COUNT = 10;

/** A change that somebody asks for; `value` goes into what is written. */
export type Change = {
  readonly what: "put" | "pause" | "remove" | "save" | "unsave";
  readonly id: number;
  readonly value: number;
};

/** What is stored of one setting, as text; undefined when there is nothing. */
export type Setting = string | undefined;

/** The setting that a change is about. */
export function nameOf({ what, id }: Change): string {
  return what === "save" || what === "unsave" ? `p${id}` : `s${id}`;
}

/** What a setting is after a change that was done, by the rules of the store. */
export function after(setting: Setting, { what, value }: Change): Setting {
  switch (what) {
    case "put":
      return `enabled ${value}`;
    case "pause":
      return setting && `paused ${setting.split(" ")[1]} ${value}`;
    case "save":
      return setting ?? `saved ${value}`;
    case "remove":
    case "unsave":
      return undefined;
  }
}

/** Does the change. */
export async function perform(store: Store, { what, id, value }: Change): Promise<void> {
  const { subscriptions, saves } = store;
  switch (what) {
    case "put":
      return await subscriptions.put(aSubscription({ id: `s${id}`, channel: String(value) }));
    case "pause":
      return void (await subscriptions.setState(here, `s${id}`, "paused", String(value)));
    case "remove":
      return void (await subscriptions.remove(here, `s${id}`));
    case "save":
      return void (await saves.save(here, "ada", `p${id}`, value));
    case "unsave":
      return void (await saves.remove(here, "ada", `p${id}`));
  }
}

/** Everything that is stored, by name. */
export async function stored(store: Store): Promise<ReadonlyMap<string, string>> {
  const subscriptions = await store.subscriptions.inTenant(here);
  const saves = await store.saves.of(here, "ada");
  return new Map([
    ...subscriptions.map(
      ({ id, state, channel, reason }) =>
        [id, [state, channel, reason].filter(Boolean).join(" ")] as const,
    ),
    ...saves.map(({ paper, at }) => [paper, `saved ${at}`] as const),
  ]);
}
