import {
  type Action,
  type Card,
  channel,
  join,
  type Reply,
  type Rich,
  rich,
  type Values,
} from "#chat";
import { rowOf } from "./page.ts";
import { told } from "./told.ts";
import { counted, dateWords } from "./words.ts";

/** How one delivery ended, for the list of the last ones. */
type DeliveryView = {
  readonly day: string;
  readonly state: string;
  readonly reason?: string;
  readonly papers: number;
};

/** A channel's subscription in words that are ready to show. */
export type SubscriptionView = {
  readonly id: string;
  readonly channel: string;
  /** “Monday to Friday at 09:00 (Europe/Berlin)” */
  readonly schedule: string;
  readonly count: number;
  readonly topics?: string;
  readonly exclude?: string;
  readonly least: number;
  readonly empty: "skip" | "say";
  readonly state: "enabled" | "paused" | "disabled";
  readonly reason?: string;
  /** The next post, as each reader's own time. */
  readonly next: Rich;
  readonly last: readonly DeliveryView[];
  /** All its settings as the words of `subscribe`, for editing and for undoing a removal. */
  readonly settings: Values;
};

/** Asked first when editing: as many as fit one Discord form (5). */
const WHEN_AND_WHAT = ["time", "zone", "days", "count", "topics"];
const FILTERS = ["exclude", "least", "empty"];

/** The answer to `subscribe`: what the channel will get, and when the next post comes. */
export function subscribedReply(view: SubscriptionView, isNew: boolean): Reply {
  const what = rich`${isNew ? "Subscribed" : "Changed"}: ${channel(view.channel)} gets ${counted(view.count, "paper")} ${view.schedule}${view.topics ? ` on ${view.topics}` : ""}.`;
  return told(rich`${what} Next post: ${view.next}.`, [
    { kind: "button", label: "Preview", next: doing("preview", view) },
    ...editing(view),
    { kind: "button", label: "All subscriptions", next: { command: "subscriptions", input: {} } },
  ]);
}

/** The answer to a removal, with everything that is needed to undo it. */
export function removedReply(view: SubscriptionView): Reply {
  const again = { command: "subscribe", input: without(view.settings, "which") };
  return told(rich`Removed: ${channel(view.channel)} no longer gets papers ${view.schedule}.`, [
    { kind: "button", label: "Undo", next: again },
  ]);
}

/** Every subscription with its next post, its last ones and why they came or did not. */
export function subscriptionsReply(views: readonly SubscriptionView[]): Reply {
  if (views.length === 0) {
    return told(
      "No channel is subscribed yet. Type subscribe in the channel that wants a daily post.",
      [
        {
          kind: "button",
          label: "Subscribe this channel",
          next: { command: "subscribe", input: {}, ask: WHEN_AND_WHAT },
        },
      ],
    );
  }
  const said = counted(views.length, "subscription");
  return {
    summary: said,
    blocks: [{ kind: "text", text: said, quiet: true }, ...views.map(subscriptionCard)],
  };
}

/** The answer when the time zone is not known yet: one button opens the form. */
export function zoneNeeded(input: Values): Reply {
  const next = { command: "subscribe", input, ask: WHEN_AND_WHAT };
  return {
    summary: "Which time zone?",
    blocks: [
      {
        kind: "text",
        text: "I don't know your time zone yet. Press the button, or give it as zone:Europe/Berlin.",
      },
      ...rowOf([{ kind: "button", label: "Choose time and zone", next, style: "primary" }]),
    ],
  };
}

function subscriptionCard(view: SubscriptionView, index: number): Card {
  const filters = join(
    [
      counted(view.count, "paper"),
      view.topics ? `on ${view.topics}` : "",
      view.exclude ? `without ${view.exclude}` : "",
      view.least ? `at least ${counted(view.least, "upvote")}` : "",
      view.empty === "say" ? "says so on empty days" : "skips empty days",
    ],
    " · ",
  );
  const note = view.last.map(deliveryWords).join(" · ");
  return {
    kind: "card",
    title: rich`${index + 1}. ${channel(view.channel)}: ${view.schedule}`,
    subtitle: filters,
    body: standing(view),
    ...(note && { note: `Last: ${note}` }),
    actions: cardActions(view),
  };
}

function standing(view: SubscriptionView): Rich {
  switch (view.state) {
    case "enabled":
      return rich`Next post: ${view.next}`;
    case "paused":
      return "Paused: nothing is posted until it is resumed.";
    case "disabled":
      return `Stopped: ${view.reason ?? "the last post failed"}. Mend it, then press Resume.`;
  }
}

function deliveryWords({ day, state, reason, papers }: DeliveryView): string {
  const date = dateWords(day)?.replace(/ \d{4}$/, "");
  if (state === "sent") return `${date} sent, ${counted(papers, "paper")}`;
  return `${date} ${state}${reason ? ` (${reason})` : ""}`;
}

function cardActions(view: SubscriptionView): readonly Action[] {
  const rests = view.state !== "enabled";
  return [
    { kind: "button", label: "Preview", next: doing("preview", view) },
    ...editing(view),
    rests
      ? { kind: "button", label: "Resume", next: doing("resume", view) }
      : { kind: "button", label: "Pause", next: doing("pause", view) },
    { kind: "button", label: "Remove", next: doing("remove", view), style: "danger" },
  ];
}

function editing(view: SubscriptionView): readonly Action[] {
  const input = view.settings;
  return [
    { kind: "button", label: "Edit", next: { command: "subscribe", input, ask: WHEN_AND_WHAT } },
    { kind: "button", label: "Filters", next: { command: "subscribe", input, ask: FILTERS } },
  ];
}

function doing(what: string, view: SubscriptionView) {
  return { command: "subscriptions", input: { do: what, which: view.id } };
}

function without(values: Values, name: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
