import type { Backstage } from "../backstage.ts";
import type { Tampering } from "../envelope.ts";
import { type Fields, valueIn } from "../fields.ts";
import type { View } from "../views.ts";
import type { Channel, Message, User, Workspace } from "../workspace.ts";
import { type Acted, says } from "./acted.ts";
import { command, shortcut } from "./commands.ts";
import type { Filling } from "./fill.ts";
import { dismiss, submit } from "./forms.ts";
import type { Hand } from "./hand.ts";
import * as happenings from "./happenings.ts";
import { pick, press, typeahead } from "./presses.ts";
import type { Given } from "./values.ts";
import type { Where } from "./where.ts";

/** Somebody at their Slack, in one channel. Works alike over HTTP and sockets. */
export type Person = {
  readonly user: User;
  readonly workspace: Workspace;
  readonly channel: Channel;
  /** The same person in another channel; "bot" stands for their direct messages with the bot. */
  in(channel: string): Person;
  /** The same person, whose requests arrive spoilt. Over HTTP only. */
  tampering(how: Tampering): Person;
  command(name: string, text?: string): Acted;
  /** Presses a button, by its words or its action_id. */
  press(where: Where, name: string): Acted;
  /** Picks from a menu by its action_id, placeholder, label or block_id; `value` is an option's value or words. */
  pick(where: Where, name: string, value: Given): Acted;
  /** Types into a menu that asks the app; the answer is in `options`. */
  typeahead(where: Where, name: string, typed: string): Acted;
  /** Sends a form in, filled by block_id, action_id or label; other fields stay as they are. */
  submit(view: View, filling?: Filling): Acted;
  /** Closes a form; undefined when the app did not ask to hear of it. */
  dismiss(view: View): Acted | undefined;
  shortcut(callbackId: string, message?: Message): Acted;
  /** Writes a message that the app hears nothing of. */
  say(text: string, options?: InThread): Message;
  mention(text: string, options?: InThread): Acted;
  direct(text: string): Acted;
  shareLinks(urls: readonly string[], options?: InThread & { readonly composer?: boolean }): Acted;
  openHome(tab?: "home" | "messages"): Acted;
  /** Both events of an uninstallation: app_uninstalled, tokens_revoked. */
  uninstall(): readonly Acted[];
  revokeTokens(): Acted;
  /** Any other event, such as `{type: "channel_archive", channel, user}`. */
  event(fields: Fields): Acted;
  /** What they can read in the channel now, oldest first. */
  messages(): readonly Message[];
  /** The first message of the channel with these words, as soon as it is there. */
  reads(words: RegExp | string): Promise<Message>;
  /** The newest of these; throws when there is none. */
  newest(): Message;
};

/** In the thread of this message, by its ts. */
type InThread = { readonly thread?: string };

/** Somebody by name or id, in a workspace and a channel of it. */
export function createPerson(
  stage: Backstage,
  workspace: Workspace,
  name: string,
  channelName: string,
): Person {
  const user = workspace.user(name);
  const channel =
    channelName === "bot" ? workspace.direct(user.id) : workspace.channel(channelName);
  return person({ stage, user, workspace, channel, how: {} });
}

function person(hand: Hand): Person {
  const { stage, user, workspace, channel } = hand;
  const messages = () => channel.messages.filter(({ onlyFor }) => !onlyFor || onlyFor === user.id);
  return {
    user,
    workspace,
    channel,
    in: (name) => createPerson(stage, workspace, user.id, name),
    tampering: (how) => person({ ...hand, how }),
    command: (name, text = "") => command(hand, name, text),
    press: (where, name) => press(hand, current(hand, where), name),
    pick: (where, name, value) => pick(hand, current(hand, where), name, value),
    typeahead: (where, name, typed) => typeahead(hand, current(hand, where), name, typed),
    submit: (view, filling = {}) => submit(hand, view, filling),
    dismiss: (view) => dismiss(hand, view),
    shortcut: (callbackId, message) => shortcut(hand, callbackId, message),
    say: (text, { thread } = {}) => happenings.say(hand, text, thread),
    mention: (text, { thread } = {}) => happenings.mention(hand, text, thread),
    direct: (text) => happenings.direct(hand, text),
    shareLinks: (urls, options) => happenings.shareLinks(hand, urls, options),
    openHome: (tab = "home") => happenings.openHome(hand, tab),
    uninstall: () => happenings.uninstall(hand),
    revokeTokens: () => happenings.revokeTokens(hand),
    event: (fields) => happenings.event(hand, String(valueIn(fields, "type")), fields),
    messages,
    reads: (words) => reads(hand, messages, words),
    newest() {
      const last = messages().at(-1);
      if (!last) throw new Error(`Nobody has written in #${channel.name}.`);
      return last;
    },
  };
}

/** How long somebody looks at a channel before they give up, in milliseconds of real time. */
const PATIENCE = 4000;

function reads(
  { stage, channel }: Hand,
  messages: () => readonly Message[],
  words: RegExp | string,
): Promise<Message> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = messages().find((message) => says(message, words));
      if (!found) return;
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const stop = stage.world.watch(look);
    const timer = setTimeout(() => {
      stop();
      const there = messages().map(({ text }) => `"${text}"`);
      reject(
        new Error(`#${channel.name} never said ${words}, but: ${there.join(", ") || "nothing"}.`),
      );
    }, PATIENCE).unref();
    look();
  });
}

/** What is on the screen now, not what it was when a test took hold of it. */
function current({ stage }: Hand, where: Where): Where {
  if ("kind" in where) {
    const view = stage.views.byId(where.id);
    if (!view) throw new Error("This view is closed.");
    return view;
  }
  const message = stage.world.find(where.team, where.channel, where.ts);
  if (!message) throw new Error("This message is gone.");
  return message;
}
