import type { AllMiddlewareArgs, App } from "@slack/bolt";
import { answer, orRefusal } from "./answer.ts";
import { FORM } from "./form.ts";
import { showHome } from "./home.ts";
import type { House } from "./house.ts";
import { onMention } from "./mention.ts";
import type { Named } from "./people.ts";
import { onPress } from "./press.ts";
import type { Scene } from "./scene.ts";
import { onShortcut } from "./shortcut.ts";
import { onSubmit } from "./submit.ts";
import { optionsFor } from "./suggest.ts";
import { onLinks } from "./unfurl.ts";
import { wordsOf } from "./words.ts";

/** What is told of the app itself. */
export type Lifecycle = {
  /** A workspace or an organisation has removed the app, or ended its tokens. */
  removed(whose: string): Promise<void>;
  /** Answers true to the first who brings this event. */
  isNew(eventId: string): Promise<boolean>;
};

type Context = Pick<AllMiddlewareArgs, "client" | "context">;

/** Tells Bolt what to do with everything that Slack sends. All of it has been acknowledged before, where it may be. */
export function receive(app: App, house: House, life: Lifecycle): void {
  onceEach(app, life);
  commandsAndPresses(app, house);
  forms(app, house);
  events(app, house);
  departures(app, life);
}

/** Slack sends an event again when it did not hear that it arrived. */
function onceEach(app: App, life: Lifecycle): void {
  app.use(async ({ body, next }) => {
    if ("event_id" in body && !(await life.isNew(String(body.event_id)))) return;
    await next();
  });
}

function commandsAndPresses(app: App, house: House): void {
  app.command(/.*/, async ({ command, ...rest }) => {
    const { user_id: id, user_name: name, channel_id: channel, response_url: url } = command;
    const scene = { ...sceneOf(rest, { id, name }), channel, url };
    const asked = await orRefusal(house, scene, () => wordsOf(house, command.text ?? ""));
    if (asked) await answer(house, scene, asked);
  });
  app.action({ type: "block_actions" }, async ({ body, ...rest }) => {
    const { user, channel, container, response_url: url } = body;
    const thread = threadOf(container);
    await onPress(
      house,
      {
        ...sceneOf(rest, user),
        ...(channel && { channel: channel.id }),
        ...(url && { url }),
        ...(thread && { thread }),
      },
      body,
    );
  });
  app.shortcut({ type: "message_action" }, async ({ shortcut, ...rest }) => {
    const { user, channel, response_url: url, message, message_ts } = shortcut;
    const thread = threadOf({ ...message, message_ts });
    await onShortcut(
      house,
      {
        ...sceneOf(rest, user),
        ...{ channel: channel.id, url },
        ...(thread && { thread }),
      },
      shortcut,
    );
  });
}

function forms(app: App, house: House): void {
  app.options<"block_suggestion">({ type: "block_suggestion" }, async ({ body, ack, ...rest }) => {
    await ack({ options: await optionsFor(house, sceneOf(rest, body.user), body) });
  });
  app.view(FORM, async ({ body, view, ack, ...rest }) => {
    await onSubmit(house, sceneOf(rest, body.user), view, async (said) => {
      await (said ? ack(said) : ack());
    });
  });
}

function events(app: App, house: House): void {
  app.event("app_mention", async ({ event, ...rest }) => {
    const { user: id, channel } = event;
    if (!id) return;
    const scene = { ...sceneOf(rest, { id }), channel };
    await onMention(house, scene, event, rest.context.botUserId);
  });
  app.event("link_shared", async ({ event, ...rest }) => {
    await onLinks(house, sceneOf(rest, { id: event.user }), event);
  });
  app.event("app_home_opened", async ({ event, ...rest }) => {
    const { user: id, channel, tab } = event;
    if (tab === "home") await showHome(house, { ...sceneOf(rest, { id }), channel }, { channel });
  });
}

function departures(app: App, { removed }: Lifecycle): void {
  app.event("app_uninstalled", async ({ context }) => {
    const whose = whoseApp(context);
    if (whose) await removed(whose);
  });
  app.event("tokens_revoked", async ({ event, context }) => {
    const whose = whoseApp(context);
    if (whose && (event.tokens.bot ?? []).length > 0) await removed(whose);
  });
}

/** The organisation where it is the one that installed the app, else the workspace. */
function whoseApp({ isEnterpriseInstall, enterpriseId, teamId }: Context["context"]) {
  return isEnterpriseInstall ? enterpriseId : teamId;
}

function sceneOf({ client, context }: Context, by: Named): Scene {
  return { client, tenant: context.teamId ?? context.enterpriseId ?? "", by: named(by) };
}

function named({ id, name }: Named): Named {
  return { id, ...(name && { name }) };
}

/** The thread that a message stands in; one that only begins a thread stands in the channel. */
function threadOf(of: Readonly<Record<string, unknown>>): string | undefined {
  const { thread_ts: thread, message_ts: ts } = of;
  return typeof thread === "string" && thread !== ts ? thread : undefined;
}
