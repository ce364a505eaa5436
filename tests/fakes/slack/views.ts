import { ApiError, refuseArguments } from "./api-error.ts";
import { lintView, VIEW_BYTES } from "./blocks/view.ts";
import { echoed, named } from "./echo.ts";
import { type Fields, fieldsIn, flagIn, isFields, listIn, textIn } from "./fields.ts";
import type { Ids } from "./ids.ts";
import type { User, Workspace } from "./workspace.ts";
import type { Cause, World } from "./world.ts";

/** Most modals on top of each other (docs.slack.dev, views.push: push_limit_reached). */
const MOST_MODALS = 3;

/** A picture of a modal or a home tab as it is shown at one moment. */
export type View = {
  readonly id: string;
  readonly kind: "modal" | "home";
  readonly user: User;
  readonly workspace: Workspace;
  /** What the app sent, its blocks named. */
  readonly sent: Fields;
  readonly blocks: readonly Fields[];
  readonly hash: string;
  readonly rootId: string;
  readonly previousId?: string;
};

/** Modals and home tabs of everybody. */
export type Views = {
  /** The modals that this person sees, the top one last. */
  stack(user: User): readonly View[];
  home(user: User): View | undefined;
  byId(id: string): View | undefined;
  open(view: unknown, user: User, workspace: Workspace, cause: Cause): View;
  push(view: unknown, on: string | undefined, cause: Cause): View;
  /** Replaces a view, found by id or external id; `hash` must be the newest when given. */
  update(
    view: unknown,
    which: { readonly id?: string; readonly externalId?: string; readonly hash?: string },
    cause: Cause,
  ): View;
  publish(
    view: unknown,
    user: User,
    workspace: Workspace,
    hash: string | undefined,
    cause: Cause,
  ): View;
  /** Takes a view from its person's screen, or all of them with `all`. */
  close(view: View, all: boolean, cause: Cause): readonly View[];
};

/** No views yet. */
export function createViews(world: World, ids: Ids): Views {
  const views = new Map<string, View>();
  const stacks = new Map<string, readonly string[]>();
  const homes = new Map<string, string>();
  const hash = () => `${ids.ts()}.${ids.count().toString(16).padStart(8, "0")}`;
  const stack = (user: User) => (stacks.get(user.id) ?? []).flatMap((id) => views.get(id) ?? []);
  const put = (view: View, cause: Cause): View => {
    views.set(view.id, view);
    world.show({ what: view.kind, view, cause });
    return view;
  };
  const make = (
    sent: unknown,
    kind: View["kind"],
    base: Omit<View, "sent" | "blocks" | "hash" | "kind">,
  ): View => {
    const passed = pass(sent, kind);
    const externalId = textIn(passed, "external_id");
    if (
      externalId &&
      [...views.values()].some((one) => one.id !== base.id && isNamed(one, externalId))
    )
      throw new ApiError("duplicate_external_id");
    const blocks = named(listIn(passed, "blocks"), ids);
    return { ...base, kind, sent: passed, blocks, hash: hash() };
  };

  return {
    stack,
    home: (user) => views.get(homes.get(user.id) ?? ""),
    byId: (id) => views.get(id),
    open(sent, user, workspace, cause) {
      const id = ids.next("V");
      const view = make(sent, "modal", { id, user, workspace, rootId: id });
      stacks.set(user.id, [id]);
      return put(view, cause);
    },
    push(sent, on, cause) {
      const below = views.get(on ?? "");
      if (below?.kind !== "modal") throw new ApiError("not_found");
      const open = stacks.get(below.user.id) ?? [];
      if (!open.includes(below.id)) throw new ApiError("not_found");
      if (open.length >= MOST_MODALS) throw new ApiError("push_limit_reached");
      const { user, workspace, rootId } = below;
      const id = ids.next("V");
      const view = make(sent, "modal", { id, user, workspace, rootId, previousId: below.id });
      stacks.set(user.id, [...open, id]);
      return put(view, cause);
    },
    update(sent, which, cause) {
      const { id, externalId } = which;
      const old = id
        ? views.get(id)
        : [...views.values()].find((one) => externalId !== undefined && isNamed(one, externalId));
      if (old?.kind !== "modal" || !stack(old.user).some((one) => one.id === old.id))
        throw new ApiError("not_found");
      if (which.hash !== undefined && which.hash !== old.hash) throw new ApiError("hash_conflict");
      const { kind, user, workspace, rootId, previousId } = old;
      const base = { id: old.id, user, workspace, rootId, ...(previousId && { previousId }) };
      return put(make(sent, kind, base), cause);
    },
    publish(sent, user, workspace, given, cause) {
      const old = views.get(homes.get(user.id) ?? "");
      if (given !== undefined && given !== old?.hash) throw new ApiError("hash_conflict");
      const id = old?.id ?? ids.next("V");
      const view = make(sent, "home", { id, user, workspace, rootId: id });
      homes.set(user.id, id);
      return put(view, cause);
    },
    close(view, all, cause) {
      const open = stacks.get(view.user.id) ?? [];
      const gone = all ? open : open.filter((id) => id === view.id);
      stacks.set(
        view.user.id,
        open.filter((id) => !gone.includes(id)),
      );
      const closed = gone.flatMap((id) => views.get(id) ?? []);
      for (const one of closed) {
        views.delete(one.id);
        world.show({ what: "closed", view: one, cause });
      }
      return closed;
    },
  };
}

function isNamed(view: View, externalId: string): boolean {
  return textIn(view.sent, "external_id") === externalId;
}

/** The view, or the error that Slack has for it. */
function pass(sent: unknown, kind: View["kind"]): Fields {
  if (!isFields(sent)) throw new ApiError("invalid_arguments");
  if (Buffer.byteLength(JSON.stringify(sent)) > VIEW_BYTES) throw new ApiError("view_too_large");
  const faults = lintView(sent, kind);
  if (faults.length > 0) throw refuseArguments(faults);
  return sent;
}

/** A view as Slack sends it to the app; `values` is what its fields hold. */
export function viewPayload(view: View, app: { readonly id: string }, values: Fields = {}): Fields {
  const { sent, workspace } = view;
  const words = (name: string) => {
    const given = fieldsIn(sent, name);
    return Object.keys(given).length > 0 ? echoed(given) : null;
  };
  return {
    id: view.id,
    team_id: workspace.id,
    type: view.kind,
    blocks: echoed(view.blocks),
    private_metadata: textIn(sent, "private_metadata") ?? "",
    callback_id: textIn(sent, "callback_id") ?? "",
    external_id: textIn(sent, "external_id") ?? "",
    state: { values },
    hash: view.hash,
    title: words("title") ?? { type: "plain_text", text: "View Title", emoji: true },
    close: words("close"),
    submit: words("submit"),
    clear_on_close: flagIn(sent, "clear_on_close"),
    notify_on_close: flagIn(sent, "notify_on_close"),
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: app.id,
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}
