import cite from "./cite.ts";
import find from "./find.ts";
import help from "./help.ts";
import save from "./save.ts";
import saved from "./saved.ts";
import search from "./search.ts";
import show from "./show.ts";
import similar from "./similar.ts";
import subscribe from "./subscribe.ts";
import subscriptions from "./subscriptions.ts";
import trending from "./trending.ts";
import upvote from "./upvote.ts";

/** Every command, in the order in which help and the platforms list them. A new one is a file here and a line here. */
export const commands = [
  search,
  show,
  similar,
  find,
  trending,
  cite,
  upvote,
  save,
  saved,
  subscribe,
  subscriptions,
  help,
] as const;
