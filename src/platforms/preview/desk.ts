import {
  type CommandCard,
  completeLine,
  filledIn,
  type Host,
  type Manner,
  type Next,
  pressed,
  problem,
  type Reply,
  readWords,
  refusal,
  type Tickets,
  UserError,
  writeWords,
} from "#chat";
import { callOf } from "./call.ts";
import type { Drawing, Drawings } from "./drawing.ts";
import { type Visitor, you } from "./place.ts";
import { placeOf } from "./place-of.ts";
import type {
  Answer,
  Completions,
  Drawn,
  Message,
  Origin,
  Press,
  Say,
  Submit,
  Suggest,
} from "./protocol.ts";
import { askedWith, filledWith, withChannel } from "./rename-channel.ts";

/** What the desk is made of. */
type Around = Visitor & {
  readonly host: Host;
  readonly root: string;
  readonly tickets: Tickets;
  readonly drawings: () => Promise<Drawings>;
  readonly now: () => number;
};

/** What one visitor of the page can ask for. Nothing of it rejects on account of what somebody typed or pressed. */
export type Desk = {
  readonly commands: Host["commands"];
  say(asked: Say): Promise<Answer>;
  press(asked: Press): Promise<Answer>;
  submit(asked: Submit): Promise<Answer>;
  complete(asked: Say): Promise<Completions>;
  /** Options of a field of a form, in the words of its service. */
  suggest(asked: Suggest): Promise<readonly unknown[]>;
  /** Draws a reply or a post as each service is sent it. */
  draw(reply: Reply, manner?: Manner): Promise<Readonly<Record<string, Drawn>>>;
};

/** Turns what is typed and pressed on the page into calls, and replies into what each service is sent. */
export function createDesk(around: Around): Desk {
  const { host, root } = around;
  return {
    commands: host.commands,
    say: (asked) => orRefusal(around, () => say(around, asked)),
    press: (asked) => orRefusal(around, () => press(around, asked)),
    submit: (asked) => orRefusal(around, () => submit(around, asked)),
    complete: ({ line, zone }) =>
      completeLine({ host, root, callOf: (next) => callOf(host, next, you(zone, around)) })(line),
    suggest: (asked) => suggest(around, asked),
    draw: (reply, manner = {}) => draw(around, reply, manner),
  };
}

async function say(around: Around, { line, zone }: Say): Promise<Answer> {
  const { command, input } = readWords(line, around.host.commands, around.root);
  return await answered(around, { command: command.name, input }, zone);
}

async function press(around: Around, { look, control, origin, zone }: Press): Promise<Answer> {
  const drawing = await drawingOf(around, look);
  const carried = drawing.pressed({ ...control });
  if (!carried) throw new UserError("There is nothing behind that: please ask again.");
  const next = pressed(await around.tickets.read(carried.ticket), carried.picked);
  if (!next.ask?.length) return await answered(around, next, zone, origin);
  const card = cardOf(around, next);
  // Before a form opens: nobody is to fill in what would be refused.
  const refused = refusal(card, you(zone, around));
  if (refused) throw new UserError(refused);
  const form = await drawing.form(card, askedWith(card, next, drawing.channel));
  return { kind: "form", look, form, channel: drawing.channel };
}

async function submit(around: Around, { look, form, origin, zone }: Submit): Promise<Answer> {
  const drawing = await drawingOf(around, look);
  const { next: waiting, filled } = await sentIn(around, drawing, form);
  const card = cardOf(around, waiting);
  const { ask = [], ...asked } = waiting;
  const next = { ...asked, input: filledWith(card, filledIn(waiting, filled), drawing.channel) };
  const call = callOf(around.host, next, you(zone, around));
  const reply = await around.host.answer(call);
  if (reply.problem !== "refused") return await message(around, reply, next, origin);
  if (drawing.refused)
    return { kind: "refused", errors: drawing.refused(card, { ...form }, reply.summary) };
  return await message(around, drawing.again?.(reply, call, ask) ?? reply, next, origin);
}

async function suggest(around: Around, asked: Suggest): Promise<readonly unknown[]> {
  const { look, form, option, typed, zone } = asked;
  try {
    const drawing = await drawingOf(around, look);
    const { next } = await sentIn(around, drawing, form);
    const call = callOf(around.host, next, you(zone, around));
    return drawing.options?.(await around.host.suggest(call, option, typed), typed) ?? [];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** The call's answer; a command that changes something is refused where nothing can be changed. */
async function answered(around: Around, next: Next, zone: string, origin?: Origin) {
  const { host } = around;
  if (host.commands.some(({ name }) => name === next.command)) cardOf(around, next);
  const reply = await host.answer(callOf(host, next, you(zone, around)));
  return await message(around, reply, next, origin);
}

async function message(
  around: Around,
  reply: Reply,
  next?: Next,
  origin?: Origin,
): Promise<Answer> {
  const command = around.host.commands.find(({ name }) => name === next?.command);
  const { over, isPrivate } = placeOf(reply, command, next, origin);
  const said = next && command ? { said: writeWords(command, next.input) } : {};
  const { summary } = reply;
  const looks = await draw(around, reply, {});
  const shown: Message = { ...said, summary, isPrivate, at: around.now(), looks };
  return { kind: "message", message: shown, over };
}

async function draw(around: Around, reply: Reply, manner: Manner) {
  const drawn = Object.entries(await around.drawings()).map(async ([name, drawing]) => {
    const named = withChannel(reply, drawing.channel);
    return [name, await drawing.message(named, manner)] as const;
  });
  return Object.fromEntries(await Promise.all(drawn));
}

/** What can't be made a call of is refused in words, as everything else is. */
async function orRefusal(around: Around, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return await message(around, problem("refused", error.message));
  }
}

async function drawingOf({ drawings }: Around, look: string): Promise<Drawing> {
  const all = await drawings();
  const drawing = Object.hasOwn(all, look) ? all[look] : undefined;
  if (drawing) return drawing;
  throw new UserError("That stood in a look that I don't know: load the page anew.");
}

async function sentIn({ tickets }: Around, drawing: Drawing, form: object) {
  const sent = drawing.sent({ ...form });
  if (!sent) throw new UserError("This form is from another version of me: please ask again.");
  const { ticket, filled } = sent;
  return { next: pressed(await tickets.read(ticket), undefined), filled };
}

/** What is said of everything that would change something, where nothing can be changed. */
const READ_ONLY =
  "This preview can be looked at only: to save, vote or subscribe, run Paperboy yourself, which takes a minute.";

function cardOf({ host, readOnly }: Around, { command: name }: Next): CommandCard {
  const card = host.commands.find((one) => one.name === name);
  if (!card) throw new UserError(`There is no command ${name} any more: try help.`);
  if (readOnly && card.changes) throw new UserError(READ_ONLY);
  return card;
}
