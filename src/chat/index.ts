export { webAddress } from "./address.ts";
export type { Call, Next, Person, Place, Value, Values } from "./call.ts";
export { clean, cleanLine, isBlank } from "./clean.ts";
export {
  type AnyCommand,
  type Command,
  type CommandCard,
  erase,
  type Option,
  type Options,
  type Suggestion,
} from "./command.ts";
export type { Finding } from "./finding.ts";
export { type Field, formOf } from "./form.ts";
export { createHost, type Failure, type Host, problem, refusal } from "./host.ts";
export { readInput, visibleOptions } from "./input.ts";
export type { Log } from "./log.ts";
export { nearest } from "./nearest.ts";
export type { Manner, Platform, Posted } from "./platform.ts";
export { PlatformError, PostError, type PostFault, UserError } from "./problem.ts";
export {
  type Action,
  actionsOf,
  type Block,
  type Button,
  type Card,
  type Menu,
  type Natives,
  type Reply,
} from "./reply.ts";
export {
  bold,
  channel,
  code,
  italic,
  join,
  link,
  type Rich,
  rich,
  type Span,
  spansOf,
  text,
  time,
} from "./rich.ts";
export { endWithin, REST, shorten } from "./shorten.ts";
export {
  createTickets,
  distinct,
  type Parking,
  type Tickets,
  ticketsOf,
  type Waiting,
} from "./ticket.ts";
export { readWords, type Said, writeWords } from "./words.ts";
