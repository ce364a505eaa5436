/** Everything that Slack is shown, drawn from replies by pure functions. */
export { carriable } from "./carriable.ts";
export { renderDigestParts } from "./digest-parts.ts";
export { renderHome } from "./home-view.ts";
export type { Draw } from "./ink.ts";
export { type Drawn, renderMessage } from "./message.ts";
export { plainText } from "./plain-text.ts";
export { renderUnfurl } from "./preview.ts";
