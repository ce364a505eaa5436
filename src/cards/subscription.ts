import {
  type Action,
  type Card,
  channel,
  join,
  type Reply,
  type Rich,
  rich,
  text,
  type Values,
} from "#chat";
import { turning } from "./actions.ts";
import { type DeliveryView, deliveryInWords } from "./delivery.ts";
import { rowOf } from "./page.ts";
import { told } from "./told.ts";
import { counted } from "./words.ts";

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
  /** How its posts go out, in words: “silent”, “mentions a role”; empty when nothing was chosen. */
  readonly manner: readonly string[];
  /** All its settings as the words of `subscribe`, for editing and for undoing a removal. */
  readonly settings: Values;
};

/** Asked first when editing: as many as fit one Discord form (5). */
const WHEN_AND_WHAT = ["time", "zone", "days", "count", "topics"];
const FILTERS = ["exclude", "least", "empty"];
const POSTING = ["mention", "loud", "publish", "thread"];

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

/**
 * A page of the subscriptions, each with its next post, its last ones and why they came or did not;
 * `first` is the place of the first one among all. A lone one is shown in full.
 */
export function subscriptionsReply(
  views: readonly SubscriptionView[],
  part: { readonly first: number; readonly page: number; readonly pages: number },
): Reply {
  const [only] = views;
  if (only && views.length === 1 && part.pages === 1) return subscriptionReply(only);
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
  const said =
    part.pages > 1 ? `Subscriptions, page ${part.page} of ${part.pages}` : "Subscriptions";
  const next = { command: "subscriptions", input: {} };
  return {
    summary: said,
    blocks: [
      { kind: "text", text: said, quiet: true },
      ...views.map((view, i) =>
        subscriptionCard(view, `${part.first + i + 1}. `, listActions(view)),
      ),
      ...rowOf(turning(next, part.page, part.pages)),
    ],
  };
}

/** One subscription in full, with everything that can be done with it. */
export function subscriptionReply(view: SubscriptionView): Reply {
  const card = subscriptionCard(view, "", fullActions(view));
  return { summary: text(card.title), blocks: [card] };
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

function subscriptionCard(
  view: SubscriptionView,
  number: string,
  actions: readonly Action[],
): Card {
  const filters = join(
    [
      counted(view.count, "paper"),
      view.topics ? `on ${view.topics}` : "",
      view.exclude ? `without ${view.exclude}` : "",
      view.least ? `at least ${counted(view.least, "upvote")}` : "",
      view.empty === "say" ? "says so on empty days" : "skips empty days",
      ...view.manner,
    ],
    " · ",
  );
  const note = join(view.last.map(deliveryInWords), " · ");
  return {
    kind: "card",
    title: rich`${number}${channel(view.channel)}: ${view.schedule}`,
    subtitle: filters,
    body: standing(view),
    ...(note && { note: rich`Last: ${note}` }),
    actions,
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

/** In a list there is room for few buttons: Discord takes 40 parts in all. */
function listActions(view: SubscriptionView): readonly Action[] {
  return [
    { kind: "button", label: "Manage", next: doing("show", view) },
    { kind: "button", label: "Preview", next: doing("preview", view) },
    pausing(view),
  ];
}

function fullActions(view: SubscriptionView): readonly Action[] {
  return [
    { kind: "button", label: "Preview", next: doing("preview", view) },
    ...editing(view),
    pausing(view),
    { kind: "button", label: "Remove", next: doing("remove", view), style: "danger" },
  ];
}

function pausing(view: SubscriptionView): Action {
  return view.state === "enabled"
    ? { kind: "button", label: "Pause", next: doing("pause", view) }
    : { kind: "button", label: "Resume", next: doing("resume", view) };
}

function editing(view: SubscriptionView): readonly Action[] {
  const input = view.settings;
  return [
    { kind: "button", label: "Edit", next: { command: "subscribe", input, ask: WHEN_AND_WHAT } },
    { kind: "button", label: "Filters", next: { command: "subscribe", input, ask: FILTERS } },
    { kind: "button", label: "Posting", next: { command: "subscribe", input, ask: POSTING } },
  ];
}

function doing(what: string, view: SubscriptionView) {
  return { command: "subscriptions", input: { do: what, which: view.id } };
}

function without(values: Values, name: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
