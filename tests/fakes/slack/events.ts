import type { Backstage } from "./backstage.ts";
import type { Ack, Envelope, Tampering } from "./envelope.ts";
import { type Fields, textIn } from "./fields.ts";
import { orgWide } from "./people/payload.ts";
import type { Workspace } from "./workspace.ts";

/** When Slack tries again, in milliseconds after the try before (docs.slack.dev, Events API). */
const RETRIES = [0, 60_000, 300_000] as const;

/** An event and every try to deliver it. */
type SentEvent = {
  readonly payload: Fields;
  readonly acks: readonly Ack[];
};

/** Events of one fake. */
export type Events = {
  readonly sent: readonly SentEvent[];
  /** Delivers an event; what is not acknowledged waits for `deliverDue`. */
  send(workspace: Workspace, event: Fields, how?: Tampering): Promise<Ack>;
  /** Tries again what is due by the fake's clock; resolves to the answers. */
  deliverDue(): Promise<readonly Ack[]>;
};

type Tried = { readonly payload: Fields; readonly acks: Ack[]; dueAt: number | undefined };

/** No events yet. */
export function createEvents(stage: () => Backstage): Events {
  const sent: Tried[] = [];
  const attempt = async (tried: Tried, how?: Tampering): Promise<Ack> => {
    const { way, now } = stage();
    const last = tried.acks.at(-1);
    const retry = last && { num: tried.acks.length, reason: reasonOf(last) };
    const envelope: Envelope = { kind: "event", payload: tried.payload, ...(retry && { retry }) };
    tried.dueAt = undefined;
    const ack = await way().send(envelope, how);
    const wait = RETRIES[tried.acks.length];
    tried.acks.push(ack);
    const over = ack.ok || ack.headers["x-slack-no-retry"] === "1" || wait === undefined;
    tried.dueAt = over ? undefined : now() + wait;
    return ack;
  };
  return {
    sent,
    send(workspace, event, how) {
      const tried: Tried = {
        payload: wrapped(stage(), workspace, event),
        acks: [],
        dueAt: undefined,
      };
      sent.push(tried);
      return attempt(tried, how);
    },
    deliverDue: () =>
      Promise.all(
        sent
          .filter(({ dueAt }) => dueAt !== undefined && dueAt <= stage().now())
          .map((tried) => attempt(tried)),
      ),
  };
}

function reasonOf({ problem }: Ack): string {
  if (problem === "timeout") return "http_timeout";
  return problem === "unreachable" ? "connection_failed" : "http_error";
}

function wrapped(stage: Backstage, workspace: Workspace, event: Fields): Fields {
  const org = orgWide(stage, workspace);
  const enterprise = workspace.enterprise?.id ?? null;
  return {
    token: stage.app.verificationToken,
    team_id: workspace.id,
    ...(enterprise && { enterprise_id: enterprise, context_enterprise_id: enterprise }),
    context_team_id: workspace.id,
    api_app_id: stage.app.id,
    event,
    type: "event_callback",
    event_id: stage.ids.next("Ev"),
    event_time: Math.floor(stage.now() / 1000),
    authorizations: [
      {
        enterprise_id: enterprise,
        team_id: org ? null : workspace.id,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: org,
      },
    ],
    is_ext_shared_channel: isShared(workspace, event),
    event_context: `4-${stage.ids.count()}`,
  };
}

function isShared({ channels }: Workspace, event: Fields): boolean {
  return (channels.get(textIn(event, "channel") ?? "")?.sharedWith.length ?? 0) > 0;
}
