import { ApiError } from "./api-error.ts";
import type { Backstage } from "./backstage.ts";
import { compose } from "./compose.ts";
import { type Fields, flagIn, isFields, listIn, present, textIn } from "./fields.ts";
import type { Channel, Message, User, Workspace } from "./workspace.ts";
import type { Cause } from "./world.ts";

/** How often and how long a response_url can be used (docs.slack.dev, handling user interaction). */
const RESPONSE_USES = 5;
const RESPONSE_LIFE = 30 * 60_000;

/** What a response_url belongs to. */
export type Response = {
  readonly id: string;
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly user: User;
  /** The message whose button was pressed. */
  readonly target?: Message;
};

/** What the app is told. */
type Reply = { readonly status: number; readonly body: string };

/** The response_urls of one fake. */
export type Responses = {
  issue(response: Omit<Response, "id">): Response;
  /** Takes what an app posts to a response_url. */
  take(stage: Backstage, id: string, body: unknown): Reply;
  /** Shows what an app says by itself or through a response_url; throws ApiError when Slack would refuse it. */
  show(stage: Backstage, response: Response, said: Fields, by: string): Message | undefined;
};

/** Response_urls over the fake's clock; `next` makes their ids. */
export function createResponses(now: () => number, next: () => string): Responses {
  const given = new Map<
    string,
    { readonly response: Response; readonly at: number; uses: number }
  >();
  const responses: Responses = {
    issue(response) {
      const made = { ...response, id: next() };
      given.set(made.id, { response: made, at: now(), uses: 0 });
      return made;
    },
    take(stage, id, body) {
      const found = given.get(id);
      const refuse = (status: number, error: string, more: Fields = {}): Reply => {
        const details = listIn(more, "errors").map(String);
        const sent = isFields(body) ? body : {};
        stage.refuse({ method: "response_url", error, details, ours: false, sent });
        return { status, body: JSON.stringify({ ok: false, error, ...more }) };
      };
      if (!found) return refuse(404, "no_such_url");
      if (now() - found.at >= RESPONSE_LIFE) return refuse(404, "expired_url");
      if (found.uses >= RESPONSE_USES) return refuse(404, "used_url");
      if (!isFields(body)) return refuse(400, "invalid_payload");
      found.uses += 1;
      try {
        responses.show(stage, found.response, body, "response_url");
      } catch (error) {
        if (error instanceof ApiError) return refuse(400, error.error, error.more);
        throw error;
      }
      return { status: 200, body: found.response.target ? '{"ok":true}' : "ok" };
    },
    show,
  };
  return responses;
}

function show(stage: Backstage, response: Response, said: Fields, by: string): Message | undefined {
  const { workspace, channel, user, target } = response;
  const cause: Cause = { by, response: response.id };
  const old = target && stage.world.find(target.team, target.channel, target.ts);
  if (flagIn(said, "delete_original")) {
    if (old) stage.world.remove(old, cause);
    return old;
  }
  const { response_type: type = "ephemeral" } = said;
  if (type !== "ephemeral" && type !== "in_channel") throw new ApiError("invalid_response_type");
  const { draft } = compose(stage, by, said);
  if (flagIn(said, "replace_original") && old) {
    const edited = old.onlyFor ? {} : { edited: stage.ids.ts() };
    return stage.world.change(old, { blocks: [], attachments: [], ...draft, ...edited }, cause);
  }
  if (flagIn(said, "replace_original"))
    stage.refuse({
      method: by,
      error: "nothing_to_replace",
      details: ["a slash command has no original: Slack posts a new message (bolt-js#2287)"],
      ours: true,
      sent: said,
    });
  if (channel.archived) throw new ApiError("is_archived");
  const threadTs = textIn(said, "thread_ts");
  const aimed = present({
    ...draft,
    threadTs,
    onlyFor: type === "ephemeral" ? user.id : undefined,
  });
  return stage.world.post(workspace, channel, aimed as typeof draft, cause);
}
