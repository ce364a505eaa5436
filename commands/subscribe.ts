import { randomUUID } from "node:crypto";
import { subscribedReply, zoneNeeded } from "#cards";
import { type Call, UserError } from "#chat";
import {
  command,
  intentOf,
  nextRunOf,
  type Subscription,
  subscriptionView,
  type Tools,
  topicsIn,
} from "#tools";

/** Most subscriptions of one channel: enough for every topic, too few to flood it. */
const MOST_IN_CHANNEL = 10;

const DEFAULTS = {
  time: "09:00",
  days: [1, 2, 3, 4, 5],
  count: 5,
  least: 0,
  empty: "skip",
} as const;

type Wanted = {
  readonly time: string | undefined;
  readonly zone: string | undefined;
  readonly days: string | undefined;
  readonly count: number | undefined;
  readonly topics: string | undefined;
  readonly exclude: string | undefined;
  readonly least: number | undefined;
  readonly empty: "skip" | "say" | undefined;
  readonly channel: string | undefined;
  readonly mention: string | undefined;
  readonly loud: boolean | undefined;
  readonly publish: boolean | undefined;
  readonly thread: boolean | undefined;
};

/** Subscribes the channel to a daily post, or changes what it gets. */
export default command({
  name: "subscribe",
  about: "Post papers in this channel every day",
  seen: "everyone",
  needs: "manager",
  changes: true,
  options: {
    time: { type: "text", about: "local time of the post, such as 09:00" },
    zone: { type: "text", about: "time zone, such as Europe/Berlin", suggest: true },
    days: { type: "text", about: "daily, weekdays, or days such as mon,thu" },
    count: { type: "whole", about: "papers in a post", least: 1, most: 10 },
    topics: { type: "text", about: "only papers on these, with commas between; none for all" },
    exclude: { type: "text", about: "no papers on these, with commas between; none for all" },
    least: { type: "whole", about: "least upvotes of a paper", least: 0, most: 100_000 },
    empty: { type: "text", about: "on a day without papers", choices: ["skip", "say"] },
    channel: { type: "channel", about: "where to post; here if left out" },
    mention: { type: "role", about: "people to mention in each post; none for nobody" },
    loud: { type: "yesno", about: "let each post ring instead of coming silently" },
    publish: { type: "yesno", about: "publish it to the servers that follow this channel" },
    thread: { type: "yesno", about: "open a thread below each post" },
    which: { type: "text", about: "the subscription to change", hidden: true },
  },
  async run({ which, ...wanted }, tools, call) {
    const before = await existing(which, wanted, tools, call);
    const barred = call.barred?.[before?.channel ?? wanted.channel ?? call.at.channel];
    if (barred) throw new UserError(barred);
    const zone = wanted.zone ?? before?.zone ?? call.by.zone;
    if (!zone) return zoneNeeded(call.input);
    // A button's settings are complete, so what is left out is meant to be gone; typed ones change only what they name.
    const base = which === undefined ? before : undefined;
    const subscription = await settle({ ...wanted, zone }, base, before, tools, call);
    await tools.store.subscriptions.put(subscription);
    return subscribedReply(await subscriptionView(subscription, tools), before === undefined);
  },
  suggest: (option, typed, { digest }) =>
    option === "zone"
      ? digest.suggestZones(typed).map((zone) => ({ label: zone, value: zone }))
      : [],
});

async function existing(
  which: string | undefined,
  wanted: Wanted,
  { store }: Tools,
  { at }: Call,
): Promise<Subscription | undefined> {
  if (which !== undefined) {
    const found = await store.subscriptions.get(at, which);
    if (found) return found;
    throw new UserError("This subscription has been removed: type subscribe to make a new one.");
  }
  const here = await store.subscriptions.inChannel(at, wanted.channel ?? at.channel);
  const same = here.find(({ topics }) => topics === named(wanted.topics));
  if (!same && here.length >= MOST_IN_CHANNEL)
    throw new UserError(
      `That channel has ${here.length} subscriptions, which is the most: remove one with subscriptions first.`,
    );
  return same;
}

async function settle(
  wanted: Wanted & { readonly zone: string },
  base: Subscription | undefined,
  before: Subscription | undefined,
  tools: Tools,
  { at, by }: Call,
): Promise<Subscription> {
  const { digest, now } = tools;
  const { time, zone, days } = wanted;
  const plan = digest.readPlan(
    { zone, ...(time && { time }), ...(days && { days }) },
    base ?? { time: DEFAULTS.time, days: DEFAULTS.days, zone },
  );
  const topics = wanted.topics === undefined ? base?.topics : wantedTopics(wanted.topics);
  const exclude = wanted.exclude === undefined ? base?.exclude : unwantedTopics(wanted.exclude);
  const manner = mannerOf(wanted, base);
  const id = before?.id ?? randomUUID().slice(0, 8);
  return {
    id,
    platform: at.platform,
    tenant: at.tenant,
    channel: before?.channel ?? wanted.channel ?? at.channel,
    ...plan,
    count: wanted.count ?? base?.count ?? DEFAULTS.count,
    ...(topics && { topics }),
    ...(exclude && { exclude }),
    least: wanted.least ?? base?.least ?? DEFAULTS.least,
    empty: wanted.empty ?? base?.empty ?? DEFAULTS.empty,
    ...(Object.keys(manner).length > 0 && { manner }),
    state: before?.state === "paused" ? "paused" : "enabled",
    nextRunAt: await nextRunOf({ ...at, id }, plan, tools),
    by: before?.by ?? by.id,
    createdAt: before?.createdAt ?? now(),
  };
}

/** How posts go out: what is wanted, else what was chosen before; what is off is left out. */
function mannerOf(
  wanted: Wanted,
  base: Subscription | undefined,
): NonNullable<Subscription["manner"]> {
  const { loud, publish, thread, mention } = { ...base?.manner, ...given(wanted) };
  return {
    ...(loud && { loud }),
    ...(publish && { publish }),
    ...(thread && { thread }),
    ...(mention && !/^(none|nobody|-)$/i.test(mention) && { mention }),
  };
}

function given({ loud, publish, thread, mention }: Wanted) {
  const all = { loud, publish, thread, mention };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as Partial<typeof all>;
}

/** @throws UserError when one of them would find nothing for ever */
function wantedTopics(typed: string): string | undefined {
  const topics = named(typed);
  for (const topic of topicsIn(topics)) checkTopic(topic);
  return topics;
}

/** @throws UserError when one of them would leave out nothing, or all papers but those on it */
function unwantedTopics(typed: string): string | undefined {
  const topics = named(typed);
  for (const topic of topicsIn(topics)) {
    if (checkTopic(topic) === "leave out")
      throw new UserError(
        `“${topic}” would leave out every paper without it: write what is to be left out without a minus.`,
      );
  }
  return topics;
}

/** @throws UserError when no paper can ever be found by it */
function checkTopic(topic: string) {
  const intent = intentOf(topic);
  if (intent === "no word")
    throw new UserError(`There is no word in “${topic}”: give some, such as graph transformers.`);
  if (intent === "stop words")
    throw new UserError(
      `“${topic}” has only words that every search passes over: write it out, or give others, such as graph transformers.`,
    );
  return intent;
}

/** Topics as they are kept: `none` and its like mean that there are none. */
function named(topics: string | undefined): string | undefined {
  const list = (topics ?? "")
    .split(",")
    .map((topic) => topic.trim())
    .filter(Boolean);
  const text = list.join(", ");
  return !text || /^(none|any|all|-)$/i.test(text) ? undefined : text;
}
