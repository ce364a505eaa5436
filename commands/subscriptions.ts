import { removedReply, subscriptionReply, subscriptionsReply, told } from "#cards";
import { type Action, channel, join, type Rich, rich, UserError } from "#chat";
import {
  command,
  nextRunOf,
  PAGE_SIZE,
  pageOf,
  type Subscription,
  subscriptionView,
  type Tools,
} from "#tools";

/** Lists what channels are sent and why, and pauses, resumes, previews or removes it. */
export default command({
  name: "subscriptions",
  about: "Daily posts: next, last, preview, pause, remove",
  seen: "asker",
  needs: "manager",
  changes: true,
  atHome: true,
  options: {
    do: {
      type: "text",
      about: "what to do with one",
      choices: ["list", "show", "preview", "pause", "resume", "remove"],
    },
    which: { type: "text", about: "its number in the list" },
    page: { type: "whole", about: "page of the list", least: 1, most: 1000, hidden: true },
  },
  async run({ which, page, do: what = which === undefined ? "list" : "show" }, tools, { at }) {
    const all = await tools.store.subscriptions.inTenant(at);
    if (what === "list") return list(all, page, tools);
    if (what === "resume") return resume(all, which, tools);
    const one = pick(all, what, which);
    const where = channel(one.channel);
    switch (what) {
      case "show":
        return subscriptionReply(await subscriptionView(one, tools));
      case "preview":
        return tools.digest.preview(await awake(one, tools));
      case "pause":
        await tools.store.subscriptions.setState(at, one.id, "paused");
        return told(rich`Paused: ${where} gets nothing until it is resumed.`, [
          { kind: "button", label: "Resume", next: again("resume", one) },
        ]);
      case "remove": {
        const view = await subscriptionView(one, tools);
        await tools.store.subscriptions.remove(at, one.id);
        return removedReply(view);
      }
    }
  },
});

async function list(all: readonly Subscription[], asked: number | undefined, tools: Tools) {
  const { items, page, pages } = pageOf(all, asked);
  const views = await Promise.all(items.map((one) => subscriptionView(one, tools)));
  return subscriptionsReply(views, { first: (page - 1) * PAGE_SIZE, page, pages });
}

/** As it would be if it were resumed now: the next post of one that rests lies in the past. */
async function awake(one: Subscription, tools: Tools): Promise<Subscription> {
  return one.state === "enabled" ? one : { ...one, nextRunAt: await nextRunOf(one, one, tools) };
}

/** Resumes one, or those whose ids a notice names, as far as they are still there. */
async function resume(all: readonly Subscription[], which: string | undefined, tools: Tools) {
  const { store, digest } = tools;
  const named = new Set(which?.split(","));
  const several = all.filter(({ id }) => named.has(id));
  const ones = several.length > 1 ? several : [pick(all, "resume", several[0]?.id ?? which)];
  const lines: Rich[] = [];
  for (const one of ones) {
    const next = await nextRunOf(one, one, tools);
    await store.subscriptions.setState(one, one.id, "enabled", undefined, next);
    const when = digest.moment(next, one.zone);
    lines.push(rich`Resumed: the next post in ${channel(one.channel)} is ${when}.`);
  }
  const [only] = ones;
  if (ones.length > 1 || !only) return told(join(lines, " "), [ALL]);
  return told(join(lines, " "), [{ kind: "button", label: "Pause", next: again("pause", only) }]);
}

const ALL: Action = {
  ...{ kind: "button", label: "All subscriptions" },
  next: { command: "subscriptions", input: {} },
};

/** Said of words that are none of what can be done: `subscriptions delete 1`. */
function unknown(typed: string, count: number): string {
  const number = count > 1 ? ` with a number from 1 to ${count}` : "";
  return `I can't tell what to do with “${typed.slice(0, 40)}”: type subscriptions preview, pause, resume or remove${number}, or subscriptions alone for the list.`;
}

function again(what: string, one: Subscription) {
  return { command: "subscriptions", input: { do: what, which: one.id } };
}

/** The one that is meant: by its id from a button, its number in the list, or because it is the only one. */
function pick(all: readonly Subscription[], what: string, which: string | undefined): Subscription {
  if (which?.includes(","))
    throw new UserError("They have been removed: type subscriptions to see those there are.");
  if (which !== undefined && !/^(?:\d+|[0-9a-f]{8})$/.test(which))
    throw new UserError(unknown(which, all.length));
  if (all.length === 0) throw new UserError("No channel is subscribed: type subscribe first.");
  if (which === undefined && all.length > 1)
    throw new UserError(
      `Which one? Type subscriptions ${what} with a number from 1 to ${all.length}.`,
    );
  const found =
    all.find(({ id }) => id === which) ?? all[which === undefined ? 0 : Number(which) - 1];
  if (found) return found;
  throw new UserError(
    `There is no subscription ${which}: type subscriptions to see ${all.length === 1 ? "the one there is" : `all ${all.length}`}.`,
  );
}
