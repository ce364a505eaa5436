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
export {
  type Complete,
  type Completion,
  type Completions,
  completeField,
  completeLine,
} from "./complete.ts";
export { type Condition, createCondition } from "./condition.ts";
export type { Finding } from "./finding.ts";
export { type Field, filledIn, formOf } from "./form.ts";
export { createGate, type Gate } from "./gate.ts";
export {
  type Answered,
  createHost,
  type Failure,
  type Host,
  problem,
  refusal,
} from "./host.ts";
export { readInput, visibleOptions } from "./input.ts";
export type { Log } from "./log.ts";
export type { Manner } from "./manner.ts";
export { nearest } from "./nearest.ts";
export { createPace, type Pace, type PaceOptions } from "./pace.ts";
export type { Addressee, Health, Platform, Posted, Progress } from "./platform.ts";
export { PlatformError, PostError, type PostFault, UserError } from "./problem.ts";
export { createRecent, type Recent } from "./recent.ts";
export { createRefusals, type Refusals } from "./refusals.ts";
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
export { createThrottle, type Rate, type Throttle } from "./throttle.ts";
export {
  createTickets,
  distinct,
  type Parking,
  pressed,
  type Tickets,
  ticketsOf,
  type Waiting,
} from "./ticket.ts";
export { within } from "./within.ts";
export { readWords, type Said, writeWords } from "./words.ts";
