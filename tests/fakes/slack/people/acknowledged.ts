import { ApiError } from "../api-error.ts";
import type { Backstage } from "../backstage.ts";
import { spelled } from "../blocks/spelled.ts";
import { lintOptions } from "../blocks/view.ts";
import type { Ack } from "../envelope.ts";
import { type Fields, fieldsIn, isFields, listIn, textIn, valueIn } from "../fields.ts";
import type { Response } from "../responses.ts";
import type { View } from "../views.ts";
import { refused } from "../web-api.ts";

/** The acknowledgement of a slash command may be a message, which then is shown. */
export function takeCommand(stage: Backstage, response: Response, { body }: Ack): void {
  const said: Fields = isFields(body) ? body : { text: body };
  if (Object.keys(said).length === 0 || valueIn(said, "text") === "") return;
  guard(stage, said, () => stage.responses.show(stage, response, said, "ack"));
}

/** Buttons, shortcuts and events are acknowledged with nothing; what stands there is lost on Slack. */
export function takeNothing(stage: Backstage, { body }: Ack): void {
  const empty = body === "" || body === undefined || (isFields(body) && !Object.keys(body).length);
  if (empty) return;
  const sent = isFields(body) ? body : { body };
  const details = ["the body of this acknowledgement is ignored"];
  stage.refuse({ method: "ack", error: "unexpected_body", details, ours: true, sent });
}

/** Options for a menu that a person types into. */
export function takeOptions(stage: Backstage, { body }: Ack): void {
  const details = spelled(lintOptions(body));
  const sent = isFields(body) ? body : { body };
  if (details.length > 0)
    stage.refuse({ method: "ack", error: "invalid_options", details, ours: false, sent });
}

/** The answer to a form that was sent: it closes unless it says otherwise. */
export function takeSubmission(stage: Backstage, view: View, { body }: Ack): void {
  const cause = { by: "ack", view: view.id };
  const answer: Fields = isFields(body) ? body : {};
  const { view: next } = answer;
  guard(stage, answer, () => {
    switch (valueIn(answer, "response_action")) {
      case undefined:
        stage.views.close(view, false, cause);
        return;
      case "clear":
        stage.views.close(view, true, cause);
        return;
      case "update":
        stage.views.update(next, { id: view.id }, cause);
        return;
      case "push":
        stage.views.push(next, view.id, cause);
        return;
      case "errors":
        checkErrors(view, fieldsIn(answer, "errors"));
        return;
      default:
        throw new ApiError("invalid_response_action");
    }
  });
}

function checkErrors(view: View, errors: Fields): void {
  const fields = view.blocks
    .filter((block) => textIn(block, "type") === "input")
    .map((block) => textIn(block, "block_id"));
  const entries = Object.entries(errors);
  if (entries.length === 0) throw new ApiError("missing_errors");
  for (const [blockId, words] of entries) {
    if (!fields.includes(blockId)) throw new ApiError("errors_for_unknown_block");
    if (typeof words !== "string" || words === "") throw new ApiError("empty_error");
  }
}

function guard(stage: Backstage, sent: Fields, work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refused(stage, "ack", sent, error);
  }
}

/** The options that an answer holds, groups opened. */
export function optionsIn(body: unknown): readonly Fields[] {
  const groups = listIn(body, "option_groups").flatMap((group) => listIn(group, "options"));
  return [...listIn(body, "options"), ...groups].filter(isFields);
}
