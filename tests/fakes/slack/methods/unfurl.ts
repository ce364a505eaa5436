import { ApiError, refuseBlocks } from "../api-error.ts";
import { lintBlocks } from "../blocks/lint.ts";
import { named } from "../echo.ts";
import { type Fields, flagIn, isFields, listIn, present, textIn, valueIn } from "../fields.ts";
import type { Message } from "../workspace.ts";
import type { Method, Request } from "./method.ts";

/** Shows something below the links of a message that a person wrote. */
export const unfurl: Method = {
  token: "bot",
  scopes: ["links:write"],
  tier: 3,
  run(request) {
    const { stage, args } = request;
    const message = target(request);
    const { unfurls } = args;
    if (flagIn(args, "user_auth_required")) return {};
    if (unfurls === undefined && valueIn(args, "metadata") === undefined)
      throw new ApiError("missing_unfurls");
    if (unfurls === undefined) return {};
    if (!isFields(unfurls)) throw new ApiError("invalid_unfurls_format");
    const shown = Object.fromEntries(
      Object.entries(unfurls).map(([url, given]) => [url, one(request, message, url, given)]),
    );
    stage.world.change(
      message,
      { unfurls: { ...message.unfurls, ...shown } },
      { by: "chat.unfurl" },
      "unfurl",
    );
    return {};
  },
};

/** Either `channel` and `ts`, or `unfurl_id` and `source`; one names the message as well as the other. */
function target(request: Request): Message {
  const { stage, args, workspace } = request;
  const unfurlId = textIn(args, "unfurl_id");
  const source = textIn(args, "source");
  if (unfurlId !== undefined || source !== undefined) {
    if (unfurlId === undefined) throw new ApiError("missing_unfurl_id");
    if (source === undefined) throw new ApiError("missing_source");
    if (source !== "composer" && source !== "conversations_history")
      throw new ApiError("invalid_source");
    const message = stage.links.find(workspace.id, unfurlId, source);
    if (!message) throw new ApiError("invalid_unfurl_id");
    return message;
  }
  const channel = textIn(args, "channel");
  const ts = textIn(args, "ts");
  if (channel === undefined) throw new ApiError("missing_channel");
  if (ts === undefined) throw new ApiError("missing_ts");
  if (!workspace.channels.has(channel)) throw new ApiError("cannot_find_channel");
  const message = stage.world.find(workspace.id, channel, ts);
  if (!message) throw new ApiError("cannot_find_message");
  return message;
}

function one({ stage }: Request, message: Message, url: string, given: unknown): Fields {
  if (!stage.links.in(message).includes(url)) throw new ApiError("cannot_unfurl_url");
  if (!isFields(given)) throw new ApiError("invalid_unfurls_format");
  const { blocks, preview } = given;
  if (
    blocks === undefined &&
    !["text", "title", "image_url", "fallback"].some((name) => given[name])
  )
    throw new ApiError("cannot_parse_attachment");
  const at = `/unfurls/${url.replaceAll("~", "~0").replaceAll("/", "~1")}/blocks`;
  const faults = blocks === undefined ? [] : lintBlocks(blocks, "message", at);
  if (faults.length > 0) throw refuseBlocks(faults);
  return present({
    ...given,
    blocks: blocks === undefined ? undefined : named(listIn(given, "blocks"), stage.ids),
    preview,
  });
}
