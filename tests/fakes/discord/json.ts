/** Members of Discord's wire format that the fake reads: a slip in one of their names does not compile. */
type Member =
  | "accessory"
  | "allowed_mentions"
  | "app_permissions"
  | "applied_tags"
  | "archived"
  | "attachments"
  | "author"
  | "authorizing_integration_owners"
  | "auto_archive_duration"
  | "autocomplete"
  | "choices"
  | "code"
  | "component"
  | "components"
  | "content"
  | "contexts"
  | "custom_id"
  | "d"
  | "data"
  | "default"
  | "default_member_permissions"
  | "default_values"
  | "description"
  | "description_localizations"
  | "disabled"
  | "dm_permission"
  | "edited_timestamp"
  | "embeds"
  | "emoji"
  | "enforce_nonce"
  | "fail_if_not_exists"
  | "fields"
  | "file"
  | "filename"
  | "flags"
  | "footer"
  | "guild_id"
  | "id"
  | "integration_types"
  | "intents"
  | "items"
  | "label"
  | "locked"
  | "max_length"
  | "max_value"
  | "max_values"
  | "media"
  | "member"
  | "mention_everyone"
  | "message"
  | "message_id"
  | "message_reference"
  | "min_length"
  | "min_value"
  | "min_values"
  | "name"
  | "name_localizations"
  | "nonce"
  | "nsfw"
  | "op"
  | "options"
  | "parse"
  | "placeholder"
  | "poll"
  | "recipient_id"
  | "required"
  | "seq"
  | "session_id"
  | "shard"
  | "sku_id"
  | "style"
  | "text"
  | "thread"
  | "title"
  | "token"
  | "tts"
  | "type"
  | "url"
  | "value"
  | "version"
  | "_errors"
  | "errors";

/** A JSON object as it came over the wire: nothing about its members is known yet. */
export type Json = { [name in Member]?: unknown } & Record<string, unknown>;

/** The value if it is an object (not a list), else an empty one. */
export function record(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : {};
}

/** The value if it is a list, else an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a string, else the empty string. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value if it is a number, else 0. */
export function whole(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
