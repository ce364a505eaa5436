import { ApiError, refuseBlocks } from "./api-error.ts";
import type { Backstage } from "./backstage.ts";
import { faultsOf, shape, text } from "./blocks/check.ts";
import { lintBlocks } from "./blocks/lint.ts";
import { BLOCKS_TOTAL, weigh } from "./blocks/weigh.ts";
import { named } from "./echo.ts";
import { type Fields, flagIn, isFields, listIn, present, textIn } from "./fields.ts";
import type { Draft } from "./world.ts";

/** Slack cuts longer texts off and warns (docs.slack.dev, chat.postMessage). */
const MOST_TEXT = 40_000;
const MOST_ATTACHMENTS = 100;

/** A message that passed, and what Slack warns of. */
export type Composed = { readonly draft: Draft; readonly warnings: readonly string[] };

/**
 * Reads what an app wants to say, from a Web API call, a response_url or an acknowledgement.
 * @throws ApiError when Slack would refuse it
 */
export function compose(stage: Backstage, method: string, sent: Fields): Composed {
  const { blocks, attachments, metadata, text: given } = sent;
  checkNames(stage, method, sent);
  if (given !== undefined && typeof given !== "string") throw new ApiError("invalid_arguments");
  const said = given ?? "";
  checkBlocks(blocks, method);
  const shownBelow = checkAttachments(attachments);
  const markdown = textIn(sent, "markdown_text");
  if (markdown !== undefined && (blocks !== undefined || said !== ""))
    throw new ApiError("markdown_text_conflict");
  if (!said.trim() && !listIn(sent, "blocks").length && !shownBelow.length && !markdown?.trim())
    throw new ApiError("no_text");
  if (!said.trim() && listIn(sent, "blocks").length > 0)
    stage.refuse({
      method,
      error: "missing_text",
      details: ["a message of blocks needs `text`, for notifications and screen readers"],
      ours: true,
      sent,
    });
  checkMetadata(metadata);
  const long = said.length > MOST_TEXT;
  const draft = {
    text: long ? said.slice(0, MOST_TEXT) : (markdown ?? said),
    blocks: named(listIn(sent, "blocks"), stage.ids),
    attachments: shownBelow,
    metadata: isFields(metadata) ? metadata : undefined,
    unfurlLinks: flagOf(sent, "unfurl_links"),
    unfurlMedia: flagOf(sent, "unfurl_media"),
  };
  return { draft: present(draft) as Draft, warnings: long ? ["message_truncated"] : [] };
}

/** What a message can say of itself, in the Web API and through a response_url. */
const NAMES = new Set(
  [
    "attachments as_user blocks channel icon_emoji icon_url link_names markdown_text metadata",
    "mrkdwn parse post_at reply_broadcast team_id text thread_ts token ts unfurl_links",
    "unfurl_media user username delete_original replace_original response_type",
  ].flatMap((line) => line.split(" ")),
);

/** Slack passes over what it does not know; for us it is a slip of the pen. */
function checkNames(stage: Backstage, method: string, sent: Fields): void {
  const unknown = Object.keys(sent).filter((name) => !NAMES.has(name));
  if (unknown.length > 0)
    stage.refuse({ method, error: "unknown_arguments", details: unknown, ours: true, sent });
}

function checkBlocks(blocks: unknown, method: string): void {
  if (blocks === undefined) return;
  if (!Array.isArray(blocks)) throw new ApiError("invalid_blocks_format");
  const faults = lintBlocks(blocks, "message");
  if (faults.length > 0) throw refuseBlocks(faults);
  // What comes through a response_url is not measured this way (bolt-js#2867).
  if (method.startsWith("chat.") && weigh(blocks) > BLOCKS_TOTAL)
    throw new ApiError("msg_blocks_too_long");
}

function checkAttachments(attachments: unknown): readonly Fields[] {
  if (attachments === undefined) return [];
  if (!Array.isArray(attachments)) throw new ApiError("invalid_attachments");
  if (attachments.length > MOST_ATTACHMENTS) throw new ApiError("too_many_attachments");
  return attachments.map((attachment, index) => {
    if (!isFields(attachment)) throw new ApiError("invalid_attachments");
    const { blocks } = attachment;
    const at = `/attachments/${index}/blocks`;
    const faults = blocks === undefined ? [] : lintBlocks(blocks, "message", at);
    if (faults.length > 0) throw refuseBlocks(faults);
    return attachment;
  });
}

const METADATA = shape(
  {
    event_type: text(255),
    event_payload: (value, at, report) => {
      if (!isFields(value)) report(at, "must be an object");
    },
    entities: () => {},
  },
  ["event_type", "event_payload"],
);

function checkMetadata(metadata: unknown): void {
  if (metadata === undefined) return;
  if (!isFields(metadata)) throw new ApiError("invalid_metadata_format");
  if (faultsOf(METADATA, metadata, "/metadata").length > 0)
    throw new ApiError("invalid_metadata_schema");
}

function flagOf(sent: Fields, name: string): boolean | undefined {
  return sent[name] === undefined ? undefined : flagIn(sent, name);
}
