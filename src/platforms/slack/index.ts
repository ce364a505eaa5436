export { examineSlack } from "./examine.ts";
export { creationLink, manifestOf } from "./manifest.ts";
export type { SlackOptions } from "./options.ts";
export { createSlack, type Slack } from "./slack.ts";
