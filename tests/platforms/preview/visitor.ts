import type { Values } from "#chat";
import type {
  Answer,
  Completions,
  Drawn,
  Message,
  Origin,
  Posts,
} from "../../../src/platforms/preview/protocol.ts";

export type LookName = "discord" | "slack";

/** A part of some wire JSON. */
export type Part = Readonly<Record<string, unknown>>;

const ZONE = "Europe/Berlin";

/** Asks the page's server something, as the page does; resolves to the status and the JSON. */
export async function ask(url: string, path: string, body?: object, headers: object = {}) {
  const response = await fetch(`${url}/preview/${path}`, {
    ...(body && { method: "POST", body: JSON.stringify(body) }),
    headers: { ...(body && { "content-type": "application/json" }), ...headers },
  });
  return { status: response.status, answer: (await response.json()) as unknown };
}

/** Somebody at the page, without a browser, who looks at one of the two services. */
export function visit(url: string, look: LookName) {
  const seen: Message[] = [];
  let newest = 0;
  const asked = async <T>(path: string, body?: object): Promise<T> => {
    const { status, answer } = await ask(url, path, body);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer as T;
  };
  const take = (answer: Answer): Message => {
    if (answer.kind !== "message") throw new Error(`No message: ${JSON.stringify(answer)}`);
    seen.push(answer.message);
    return answer.message;
  };
  const originOf = ({ isPrivate, post }: Message): Origin => ({
    isPrivate,
    isPost: post !== undefined,
  });
  const holder = (label: string): { message: Message; control: Part } => {
    for (const message of seen.toReversed()) {
      const control = controlsIn(sentTo(message, look)).find((one) => one.label === label);
      if (control) return { message, control: control.sends };
    }
    throw new Error(`No message has a button ${label}`);
  };
  const use = (message: Message, control: Part): Promise<Answer> =>
    asked("press", { look, control, origin: originOf(message), zone: ZONE });
  const pressed = (label: string): Promise<Answer> => {
    const { message, control } = holder(label);
    return use(message, control);
  };
  return {
    seen: seen as readonly Message[],
    say: async (line: string) => take(await asked<Answer>("say", { line, zone: ZONE })),
    holder,
    use,
    press: async (label: string) => take(await pressed(label)),
    async open(label: string) {
      const answer = await pressed(label);
      if (answer.kind !== "form") throw new Error(`No form: ${JSON.stringify(answer)}`);
      return { form: answer.form as Part, origin: originOf(holder(label).message) };
    },
    submit: ({ form, origin }: { form: Part; origin: Origin }, values: Values) =>
      asked<Answer>("submit", { look, form: filled(look, form, values), origin, zone: ZONE }),
    take,
    complete: (line: string) => asked<Completions>("complete", { line, zone: ZONE }),
    suggest: (form: Part, option: string, typed: string) =>
      asked<readonly Part[]>("suggest", {
        ...{ look, form: filled(look, form, {}), option, typed, zone: ZONE },
      }),
    async posts() {
      const posts = await asked<Posts>(`posts?after=${newest}`);
      newest = posts.newest;
      seen.push(...posts.messages);
      return posts.messages;
    },
    read: (message: Message) => wordsIn(sentTo(message, look)),
  };
}

/** A message as it is sent to one of the services. */
export function sentTo({ looks }: Message, look: LookName): Drawn {
  return looks[look] ?? { messages: [] };
}

/** Every text that can be read in some wire JSON, its markup as it stands. */
export function wordsIn(wire: unknown): string {
  const of = (part: unknown): string[] => {
    if (Array.isArray(part)) return part.flatMap(of);
    if (typeof part !== "object" || part === null) return [];
    // The text of a Slack message is its notification, which is not shown beside blocks.
    const shown = Object.entries(part).filter(([name]) => name !== "text" || !("blocks" in part));
    return shown.flatMap(([name, value]) =>
      typeof value === "string" && ["content", "text", "label", "data"].includes(name)
        ? [value]
        : of(value),
    );
  };
  return of(wire).join("\n");
}

/** Buttons and menu entries by their label, with what the service sends when they are used. */
export function controlsIn(wire: unknown): readonly { label: string; sends: Part }[] {
  if (Array.isArray(wire)) return wire.flatMap(controlsIn);
  if (typeof wire !== "object" || wire === null) return [];
  const part = wire as Part;
  const { type, custom_id, action_id, value, label, options } = part;
  if (type === 2 && custom_id) return [{ label: String(label), sends: { custom_id } }];
  if (type === "button" && value)
    return [{ label: textOf(part), sends: { type, action_id, value } }];
  if (type === 3 && Array.isArray(options))
    return options.map(({ label, value }: Part) => ({
      label: String(label),
      sends: { custom_id, values: [value] },
    }));
  if (type === "static_select" && Array.isArray(options))
    return options.map((option: Part) => ({
      label: textOf(option),
      sends: { type, action_id, selected_option: option },
    }));
  return Object.values(part).flatMap(controlsIn);
}

function textOf({ text }: Part): string {
  return typeof text === "object" && text !== null && "text" in text ? String(text.text) : "";
}

/** The form as its service sends it when these fields were filled in and all others left as they were. */
function filled(look: LookName, form: Part, values: Values): Part {
  const { blocks, components } = form;
  if (look === "slack") {
    const answers = (blocks as readonly Part[]).map(({ block_id, element }) => {
      const name = String(block_id);
      return [name, { [name]: slackAnswer(element as Part, values[name]) }] as const;
    });
    return { ...form, state: { values: Object.fromEntries(answers) } };
  }
  return {
    ...form,
    components: (components as readonly Part[]).map(({ type, component }) => {
      return { type, component: discordAnswer(component as Part, values) };
    }),
  };
}

function slackAnswer(of: Part, value: unknown): Part {
  const { type, initial_value, initial_option, initial_conversation } = of;
  if (/select|radio/.test(String(type)) && type !== "conversations_select") {
    const option = value === undefined ? initial_option : { value: String(value) };
    return { type, selected_option: option ?? null };
  }
  if (type === "conversations_select")
    return { type, selected_conversation: value ?? initial_conversation ?? null };
  return { type, value: value === undefined ? (initial_value ?? null) : String(value) };
}

function discordAnswer(of: Part, values: Values): Part {
  const { type, custom_id, value, options, default_values } = of;
  const given = values[String(custom_id)];
  if (type === 4) return { type, custom_id, value: given === undefined ? value : String(given) };
  const preset = Array.isArray(options) ? options : [];
  const ids = Array.isArray(default_values) ? default_values : [];
  const chosen = [
    ...preset.flatMap(({ default: isChosen, value }: Part) => (isChosen ? [value] : [])),
    ...ids.map(({ id }: Part) => id),
  ];
  return { type, custom_id, values: given === undefined ? chosen : [String(given)] };
}
