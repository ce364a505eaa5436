/**
 * A fake Slack on real sockets: Web API, response_urls, OAuth pages, Socket Mode, signed HTTP, and people who use it.
 *
 * ```ts
 * const slack = await startFakeSlack();
 * const app = new App({ token: slack.botToken, signingSecret: slack.app.signingSecret,
 *   clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } } });
 * const server = await app.start({ port: 0, host: "127.0.0.1" });
 * slack.appAt(`http://127.0.0.1:${server.address().port}/slack/events`);   // else over sockets
 *
 * const ada = slack.person("ada");                        // in #papers of the workspace Lab
 * const search = ada.command("/papers", "search graphs");
 * expect(await search.ack).toMatchObject({ status: 200 });
 * const page = await search.answer;                       // a Message: text, blocks, onlyFor, …
 * const next = ada.press(page, "Next page");              // by words or action_id
 * const form = await ada.press(await next.answer, "Subscribe").modal;
 * await ada.submit(form, { hour: "9" }).ack;              // by block_id, action_id or label
 * expect(textOf(ada.newest())).toContain("09:00");
 *
 * slack.faults.next("chat.postMessage", { error: "internal_error" });
 * expect(slack.told()).toBe("");                          // Slack would have refused nothing
 * await slack.close();
 * ```
 */

// Types for those who write tests with it, whether or not one needs their names today.
/** @public */
export type { SlackApp } from "./app.ts";
/** @public */
export type { Fault } from "./blocks/check.ts";
/** @public */
export type { Surface } from "./blocks/kinds.ts";
export { lintBlocks } from "./blocks/lint.ts";
export { lintView } from "./blocks/view.ts";
export { BLOCKS_TOTAL, weigh } from "./blocks/weigh.ts";
/** @public */
export type { Ack, Tampering } from "./envelope.ts";
export { type FakeSlack, type FakeSlackOptions, startFakeSlack } from "./fake-slack.ts";
/** @public */
export type { FaultOnDemand } from "./faults.ts";
export type { Fields } from "./fields.ts";
export { checkManifest } from "./manifest/check-manifest.ts";
/** @public */
export type { Mention, Reading } from "./oracle.ts";
export { readMrkdwn } from "./oracle.ts";
/** @public */
export type { Acted } from "./people/acted.ts";
/** @public */
export type { Person } from "./people/person.ts";
/** @public */
export type { Refusal } from "./refusals.ts";
/** @public */
export type { View } from "./views.ts";
/** @public */
export type { Piece } from "./walk.ts";
export { formattingIn, linksIn, mentionsIn, readBlocks, textOf } from "./walk.ts";
/** @public */
export type { Channel, Message, User, Workspace } from "./workspace.ts";
