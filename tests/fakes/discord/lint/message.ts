import { MessageFlags } from "discord.js";
import { type Json, list, record, text, whole } from "../json.ts";
import type { Upload } from "../world/messages.ts";
import { componentProblems } from "./components.ts";
import { embedProblems } from "./embeds.ts";
import { LIMITS } from "./limits.ts";
import { type Problem, problem } from "./problem.ts";
import { urlsOf } from "./urls.ts";

/** What a body is the body of: who may set which flags depends on it. */
type MessageUse = "post" | "edit" | "response" | "webhook edit";

/** What is known beside the body. */
export type MessageContext = {
  readonly use: MessageUse;
  readonly files: readonly Upload[];
  /** The message that is edited, as it stands. */
  readonly before?: Json | undefined;
};

const FLAGS: Readonly<Record<MessageUse, number>> = {
  post:
    MessageFlags.SuppressEmbeds |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsVoiceMessage |
    MessageFlags.IsComponentsV2,
  response:
    MessageFlags.Ephemeral |
    MessageFlags.SuppressEmbeds |
    MessageFlags.SuppressNotifications |
    MessageFlags.IsVoiceMessage |
    MessageFlags.IsComponentsV2,
  edit: MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
  "webhook edit": MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2,
};

/** What is wrong with the body of a message beyond what the specification says. */
export function messageProblems(body: Json, context: MessageContext): readonly Problem[] {
  const { files, before } = context;
  const oldFlags = whole(before?.flags);
  const v2 = Boolean((oldFlags | whole(body.flags)) & MessageFlags.IsComponentsV2);
  const content = text(body.content);
  return [
    ...(content.length > LIMITS.content
      ? [problem(["content"], "BASE_TYPE_BAD_LENGTH", "Must be 2000 or fewer in length.")]
      : []),
    ...flagProblems(body, context, oldFlags),
    ...embedProblems(list(body.embeds).map(record)),
    ...componentProblems(list(body.components).map(record), v2),
    ...(v2 ? legacyFields({ ...before, ...withoutUndefined(body) }) : []),
    ...mentionProblems(record(body.allowed_mentions)),
    ...fileProblems(body, files, before),
  ];
}

/** Whether a message would show nothing at all. */
export function isEmpty(body: Json, files: readonly Upload[]): boolean {
  const filled = ["embeds", "components", "sticker_ids", "attachments"].some(
    (key) => list(body[key]).length > 0,
  );
  return !(filled || text(body.content).trim() || body.poll || files.length > 0);
}

function withoutUndefined(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function flagProblems(body: Json, { use }: MessageContext, oldFlags: number): readonly Problem[] {
  const foreign = whole(body.flags) & ~(FLAGS[use] | oldFlags);
  return foreign
    ? [problem(["flags"], "BASE_TYPE_INVALID", `Flags ${foreign} cannot be set here.`)]
    : [];
}

function legacyFields(body: Json): readonly Problem[] {
  const filled = (value: unknown) => Boolean(Array.isArray(value) ? value.length : value);
  return ["content", "embeds", "poll", "sticker_ids"].flatMap((field) =>
    filled(body[field])
      ? [
          problem(
            [field],
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
          ),
        ]
      : [],
  );
}

function mentionProblems(mentions: Json): readonly Problem[] {
  return ["users", "roles"].flatMap((kind) =>
    list(mentions.parse).includes(kind) && list(mentions[kind]).length > 0
      ? [
          problem(
            ["allowed_mentions"],
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          ),
        ]
      : [],
  );
}

function fileProblems(
  body: Json,
  files: readonly Upload[],
  before: Json | undefined,
): readonly Problem[] {
  const told = list(body.attachments).map(record);
  const kept = list(before?.attachments).map(record);
  const fields = new Set([...files.map(({ field }) => field), ...kept.map(({ id }) => String(id))]);
  const renamed = (file: Upload) =>
    text(told.find(({ id }) => String(id) === file.field)?.filename) || file.name;
  const names = new Set([...files.map(renamed), ...kept.map(({ filename }) => text(filename))]);
  return [
    ...(files.length > LIMITS.files
      ? [problem(["attachments"], "BASE_TYPE_BAD_LENGTH", "Must be 10 or fewer in length.")]
      : []),
    ...told.flatMap((one, index) =>
      fields.has(String(one.id))
        ? []
        : [
            problem(
              ["attachments", index, "id"],
              "ATTACHMENT_NOT_FOUND",
              `Attachment with id ${String(one.id)} was not found in this request.`,
            ),
          ],
    ),
    ...urlsOf(body).flatMap(({ path, url }) =>
      url.startsWith("attachment://") && !names.has(url.slice("attachment://".length))
        ? [problem(path, "ATTACHMENT_NOT_FOUND", `No attachment is named as ${url} says.`)]
        : [],
    ),
  ];
}
