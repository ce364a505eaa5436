import { ApiError } from "../api-error.ts";
import { fieldsIn, flagIn, textIn } from "../fields.ts";
import { viewPayload } from "../views.ts";
import { type Method, type Request, userOf } from "./method.ts";

/** Opens a modal for who set the trigger off. */
export const open: Method = {
  token: "bot",
  scopes: [],
  tier: 4,
  run: (request) => {
    const { stage, args } = request;
    const { id, user, workspace } = triggered(request);
    const { view } = args;
    return shown(
      request,
      stage.views.open(view, user, workspace, { by: "views.open", trigger: id }),
    );
  },
};

/** Puts a modal on top of the one that the trigger came from. */
export const push: Method = {
  token: "bot",
  scopes: [],
  tier: 4,
  run: (request) => {
    const { stage, args } = request;
    const { id, view: below } = triggered(request);
    const { view } = args;
    return shown(request, stage.views.push(view, below, { by: "views.push", trigger: id }));
  },
};

/** Replaces a modal that is open. */
export const update: Method = {
  token: "bot",
  scopes: [],
  tier: 4,
  run: (request) => {
    const { stage, args } = request;
    const { view } = args;
    const which = {
      ...optional("id", textIn(args, "view_id")),
      ...optional("externalId", textIn(args, "external_id")),
      ...optional("hash", textIn(args, "hash")),
    };
    const cause = { by: "views.update", ...optional("view", textIn(args, "view_id")) };
    return shown(request, stage.views.update(view, which, cause));
  },
};

/** Shows somebody's home tab. */
export const publish: Method = {
  token: "bot",
  scopes: [],
  tier: 4,
  run: (request) => {
    const { stage, args, workspace } = request;
    const { view } = args;
    const home = fieldsIn(fieldsIn(stage.app.manifest, "features"), "app_home");
    if (stage.app.manifest !== undefined && !flagIn(home, "home_tab_enabled"))
      throw new ApiError("not_enabled");
    const hash = textIn(args, "hash");
    const cause = { by: "views.publish" };
    return shown(
      request,
      stage.views.publish(view, userOf(request, "user_id"), workspace, hash, cause),
    );
  },
};

function triggered({ stage, args, workspace }: Request) {
  const trigger = stage.triggers.take(textIn(args, "trigger_id"));
  if (trigger.workspace.id !== workspace.id) throw new ApiError("invalid_trigger_id");
  return trigger;
}

function shown({ stage }: Request, view: Parameters<typeof viewPayload>[0]) {
  return { view: viewPayload(view, stage.app) };
}

function optional<K extends string>(name: K, value: string | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [name in K]?: string };
}
