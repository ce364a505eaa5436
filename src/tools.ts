import {
  type AnyCommand,
  type Command,
  type CommandCard,
  erase,
  type Options,
  type Reply,
  type Rich,
  type Suggestion,
  UserError,
} from "#chat";
import {
  type Catalogue,
  findIds,
  lead,
  type Paper,
  parseId,
  plain,
  readAsked,
  type Trend,
  type TrendAsk,
} from "#papers";
import type { Store, Subscription } from "#store";

/** When a channel is posted to: local wall time `HH:MM`, IANA zone, ISO weekdays (1 is Monday). */
export type Plan = Pick<Subscription, "time" | "zone" | "days">;

/** The daily post as commands see it; src/digest implements it and main hands it over. */
export type DigestDesk = {
  /** Reads what a person typed for time, zone and days; what is missing comes from `base`. @throws UserError */
  readPlan(typed: { time?: string; zone?: string; days?: string }, base: Plan): Plan;
  /** The first instant after `after` (both epoch milliseconds) at which the plan is due. */
  nextRun(plan: Plan, after: number): number;
  /** The local calendar date of an instant (epoch milliseconds), `YYYY-MM-DD`. */
  localDay(at: number, zone: string): string;
  /** An instant in words of that zone, as rich text that each reader sees in their own. */
  moment(at: number, zone: string): Rich;
  /** Weekdays in words: “every day”, “Monday to Friday”, “Monday and Thursday”. */
  daysInWords(days: readonly number[]): string;
  /** Zones for a name being typed, best first. */
  suggestZones(typed: string): readonly string[];
  /** Exactly what the next post would be, nothing sent or recorded. */
  preview(subscription: Subscription): Promise<Reply>;
};

/** Fresh papers as commands see them; src/news implements it and main hands it over. */
type NewsDesk = {
  /**
   * Asks the sources, in the background, for papers that somebody named and nobody here knows.
   * Answers false where no source is asked.
   */
  want(asked: { readonly ids: readonly string[] } | { readonly words: string }): boolean;
  /** A sentence for each source that has not answered for hours. */
  troubles(): Promise<readonly string[]>;
};

/** What every command may use. */
export type Tools = {
  readonly papers: Catalogue;
  /** While the catalogue is still being read, a sentence that says so: what an answer lacks may come yet. */
  readonly reading: () => Promise<string | undefined>;
  readonly trending: (ask: Omit<TrendAsk, "now">) => Promise<Trend>;
  readonly store: Pick<Store, "votes" | "saves" | "subscriptions" | "deliveries">;
  readonly digest: DigestDesk;
  readonly news: NewsDesk;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Data of every command, for help. */
  readonly commands: () => readonly CommandCard[];
  /** Name of the one slash command that all of these are subcommands of. */
  readonly root: string;
};

/** Declares a command: ties its input, its tools and its options together for the compiler. */
export function command<const O extends Options>(of: Command<Tools, O>): AnyCommand<Tools> {
  return erase<Tools, O>(of);
}

/**
 * The paper that a person means by a key, id, link or title.
 * @throws UserError that suggests what to do when there is none
 */
export async function paperNamed(typed: string, tools: Tools): Promise<Paper> {
  const { papers, news } = tools;
  const found = await papers.resolve(typed);
  if (found) return found;
  const reading = await tools.reading();
  if (reading) throw new UserError(`I don't find that paper yet. ${reading}`);
  const id = parseId(typed);
  if (id)
    throw new UserError(
      news.want({ ids: [id] })
        ? `arXiv ${id} is not in my catalogue yet. I have asked for it: try again in a minute, or see https://arxiv.org/abs/${id}.`
        : `arXiv ${id} is not in my catalogue. If it exists, https://arxiv.org/abs/${id} shows it.`,
    );
  const short = lead(typed, 80);
  const { hits } = await papers.search({ text: typed, size: 1 });
  const [like] = hits;
  const hint = like
    ? `The nearest is “${plain(like.paper.title)}”: type its title or ${like.paper.key}.`
    : "Give an arXiv id, a link to arXiv, Hugging Face or alphaXiv, or a title that search finds.";
  throw new UserError(`I know no paper “${short}”. ${hint}`);
}

/** The words of a query without its quotes, names and what it leaves out; undefined where that is all it has. */
export function wordsAlone(query: string): string | undefined {
  const { text } = readAsked({ text: query });
  return text === "" || text === query.trim().replace(/\s+/g, " ") ? undefined : text;
}

/** The papers that a text names by id or link: those that are known, and the arXiv ids of the others, which are asked for. */
export async function papersIn(
  text: string,
  { papers, news }: Tools,
): Promise<{ readonly known: readonly Paper[]; readonly unknown: readonly string[] }> {
  const named = await Promise.all(
    findIds(text).map(async (id) => ({ id, paper: await papers.resolve(id) })),
  );
  const unknown = named.flatMap(({ id, paper }) => (paper ? [] : id));
  if (unknown.length > 0) news.want({ ids: unknown });
  return { known: [...new Set(named.flatMap(({ paper }) => paper ?? []))], unknown };
}

/** The option of every command that is about one paper: `paperNamed` reads it, `suggestPapers` completes it. */
export const paperOption = {
  type: "text",
  about: "an arXiv id, a link or a title",
  required: true,
  suggest: true,
} as const;

/** Papers whose title, author or id goes on from what is typed, as an option's suggestions. */
export async function suggestPapers(
  typed: string,
  { papers }: Tools,
): Promise<readonly Suggestion[]> {
  const found = await papers.suggest(typed, 10);
  return found.map((paper) => ({ label: plain(paper.title), value: paper.key }));
}

/** How many papers stand on a page of any list. */
export const PAGE_SIZE = 5;

/** The asked page of a list, kept within what there is. */
export function pageOf<T>(
  list: readonly T[],
  asked = 1,
): { readonly items: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(list.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, asked), pages);
  return { items: list.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), page, pages };
}

/**
 * When a subscription is posted to next by this plan, in epoch milliseconds: a day that has had its post gets no
 * second one, whatever became of the first.
 */
export async function nextRunOf(
  of: Pick<Subscription, "platform" | "tenant" | "id">,
  plan: Plan,
  { store, digest, now }: Pick<Tools, "store" | "digest" | "now">,
): Promise<number> {
  const [last] = await store.deliveries.last(of, of.id, 1);
  let next = digest.nextRun(plan, now());
  while (last && digest.localDay(next, plan.zone) <= last.day) next = digest.nextRun(plan, next);
  return next;
}

/** A subscription in words: its schedule, settings, next post and last deliveries. */
export async function subscriptionView(of: Subscription, { store, digest }: Tools) {
  const last = await store.deliveries.last(of, of.id, LAST_SHOWN);
  const { id, channel, topics, exclude, count, least, empty, state, reason, manner = {} } = of;
  const optional = { ...(topics && { topics }), ...(exclude && { exclude }) };
  const days = digest.daysInWords(of.days);
  return {
    ...{ id, channel, count, least, empty, state, ...optional, ...(reason && { reason }) },
    schedule: `${days} at ${of.time} (${of.zone})`,
    next: digest.moment(of.nextRunAt, of.zone),
    manner: mannerInWords(manner),
    last: last.map((one) => ({
      ...{ day: one.day, state: one.state, papers: one.papers.length },
      ...(one.reason && { reason: one.reason }),
      // Of a post that was found where an earlier try had put it nobody knows when it came.
      ...(one.settledAt !== undefined && !one.earlier?.sure && { late: one.settledAt - one.dueAt }),
      ...(one.state === "due" && { again: digest.moment(one.notBefore, of.zone) }),
    })),
    settings: {
      ...{ time: of.time, zone: of.zone, days, count, least, empty, channel },
      ...{ ...optional, ...manner },
      which: id,
    },
  };
}

function mannerInWords({ mention, loud, publish, thread }: NonNullable<Subscription["manner"]>) {
  return [
    ...(mention ? ["mentions a role"] : []),
    ...(loud ? ["rings"] : []),
    ...(publish ? ["is published"] : []),
    ...(thread ? ["opens a thread"] : []),
  ];
}

/** How many of its last deliveries a subscription shows: about a working week. */
const LAST_SHOWN = 5;

export { intentOf, topicsIn } from "#papers";
export type { Subscription };
