import { valueIn } from "../fields.ts";
import { type View, viewPayload } from "../views.ts";
import { takeNothing, takeSubmission } from "./acknowledged.ts";
import { type Acted, act } from "./acted.ts";
import { type Filling, fill } from "./fill.ts";
import { type Hand, trail } from "./hand.ts";
import { interaction, orgWide } from "./payload.ts";

/** Sends a form in. */
export function submit(hand: Hand, view: View, filling: Filling): Acted {
  const { stage, user, workspace, how } = hand;
  const now = stage.views.byId(view.id);
  if (!now) throw new Error("This form is closed.");
  const values = fill(stage, now, filling);
  const trigger = stage.triggers.issue(user, workspace, now.id);
  const payload = {
    type: "view_submission",
    ...interaction(hand),
    ...(orgWide(stage, workspace) && { team: null }),
    trigger_id: trigger.id,
    view: viewPayload(now, stage.app, values),
    response_urls: [],
  };
  return act(
    stage,
    { ...trail(hand, "sending a form"), trigger: trigger.id, view: now.id },
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => takeSubmission(stage, now, ack),
  );
}

/** Closes a form without sending it; the app hears of it when it asked to. */
export function dismiss(hand: Hand, view: View): Acted | undefined {
  const { stage, workspace, how } = hand;
  const cleared = valueIn(view.sent, "clear_on_close") === true;
  stage.views.close(view, cleared, { by: "person" });
  if (valueIn(view.sent, "notify_on_close") !== true) return undefined;
  const payload = {
    type: "view_closed",
    ...interaction(hand),
    ...(orgWide(stage, workspace) && { team: null }),
    view: viewPayload(view, stage.app),
    is_cleared: cleared,
  };
  return act(
    stage,
    trail(hand, "closing a form"),
    () => stage.way().send({ kind: "interactive", payload }, how),
    (ack) => takeNothing(stage, ack),
  );
}
