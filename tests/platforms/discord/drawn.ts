import { MessageCreateRequestSchema } from "discord-api-spec/zod";
import { actionsOf, createTickets, type Reply, spansOf, ticketsOf } from "#chat";
import { type Draw, type Drawn, render } from "../../../src/platforms/discord/render.ts";
import { kinds, read, seen, tokensOf } from "./markdown.ts";

/** Any component as it lies on the wire. */
export type Part = {
  readonly type: number;
  readonly content?: string;
  readonly components?: readonly Part[];
  readonly accessory?: Part;
  readonly custom_id?: string;
  readonly label?: string;
  readonly url?: string;
  readonly style?: number;
  readonly placeholder?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly media?: { readonly url: string };
  readonly description?: string;
  readonly file?: { readonly url: string };
  readonly accent_color?: number;
};

const parked = new Map<string, string>();

/** Tickets as the bot writes them, kept in memory. */
export const tickets = createTickets(
  {
    park: async (key, text) => void parked.set(key, text),
    find: async (key) => parked.get(key),
  },
  () => 0,
);

/** A reply drawn with real tickets. */
export async function draw(reply: Reply, more: Omit<Draw, "ticket"> = {}): Promise<Drawn> {
  return render(reply, { ticket: await ticketsOf(reply, tickets, 96), ...more });
}

/** All components, nested ones and accessories too, in reading order. */
export function partsOf(drawn: Drawn): readonly Part[] {
  const flat = (part: Part): readonly Part[] => [
    part,
    ...(part.components ?? []).flatMap(flat),
    ...(part.accessory ? [part.accessory] : []),
  ];
  return (drawn.components as readonly unknown[] as readonly Part[]).flatMap(flat);
}

/** The markdown of all text displays. */
export function textsOf(drawn: Drawn): readonly string[] {
  return partsOf(drawn).flatMap(({ type, content }) => (type === 10 ? [content ?? ""] : []));
}

/** What a reader sees, without our own unseen blanks. */
export function shown(drawn: Drawn): string {
  return textsOf(drawn)
    .map((one) => seen(read(one)))
    .join("\n")
    .replaceAll("\u200b", "");
}

/** Everything wrong with a message by Discord's rules, as sentences; empty when Discord would take it. */
export function faultsOf(drawn: Drawn): readonly string[] {
  const parts = partsOf(drawn);
  const ids = parts.flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));
  const text = textsOf(drawn).reduce((sum, one) => sum + one.length, 0);
  const parsed = MessageCreateRequestSchema.safeParse({
    components: drawn.components,
    flags: 1 << 15,
    allowed_mentions: drawn.mentions,
    attachments: drawn.files.map(({ name }, id) => ({ id: String(id), filename: name })),
  });
  const names = drawn.files.map(({ name }) => `attachment://${name}`);
  const used = parts.flatMap(({ file }) => (file ? [file.url] : []));
  return [
    ...(parsed.success ? [] : [`not to the specification: ${JSON.stringify(parsed.error.issues)}`]),
    ...(parts.length > 40 ? [`${parts.length} components`] : []),
    ...(text > 4000 ? [`${text} characters`] : []),
    ...(new Set(ids).size < ids.length ? ["a custom_id twice"] : []),
    ...(new Set(names).size < names.length ? ["a file name twice"] : []),
    ...(names.toSorted().join() === used.toSorted().join() ? [] : ["files that are not shown"]),
    ...parts.flatMap(faultsIn),
  ];
}

function faultsIn(part: Part): readonly string[] {
  const { type, content, components = [], label, url, style, custom_id: id, options } = part;
  const values = options?.map(({ value }) => value) ?? [];
  const link = style === 5;
  return [
    ...(stringsIn(part).every((one) => one.isWellFormed()) ? [] : ["half a character"]),
    ...(type === 10 && !content?.trim() ? ["an empty text"] : []),
    ...(type === 1 && !isRow(components) ? [`a row of ${components.length}`] : []),
    ...(type === 9 && components.length !== 1 ? ["a section without its text"] : []),
    ...(type === 17 && components.length === 0 ? ["an empty container"] : []),
    ...(type === 2 && !label?.trim() ? ["an empty label"] : []),
    ...(type === 2 && link !== (url !== undefined) ? ["a link without an address"] : []),
    ...(type === 2 && link === (id !== undefined) ? ["a button without an id"] : []),
    ...(type === 3 && new Set(values).size < values.length ? ["a value twice"] : []),
    ...(id !== undefined && (id.length > 100 || id === "") ? [`an id of ${id.length}`] : []),
  ];
}

function stringsIn(part: Part): readonly string[] {
  const { options = [] } = part;
  const own = Object.values(part).filter((value) => typeof value === "string");
  return [...own, ...options.flatMap(({ label, value }) => [label, value])];
}

function isRow(components: readonly Part[]): boolean {
  if (components.some(({ type }) => type === 3)) return components.length === 1;
  return components.length >= 1 && components.length <= 5;
}

/** What we ourselves write: everything else would come from foreign text. */
const OURS = new Set(["heading", "subtext", "bold", "italic", "code", "link", "time", "channel"]);

/** Everything that a text does beyond what the reply says, as sentences. */
export function intrusionsIn(drawn: Drawn, reply: Reply): readonly string[] {
  const mentioned = drawn.mentions.roles.map((role) => `<@&${role}>`);
  const texts = textsOf(drawn).filter((one) => !mentioned.includes(one));
  const tokens = texts.flatMap(read);
  const strange = kinds(tokens).filter((kind) => !OURS.has(kind));
  const addresses = new Set(addressesOf(reply).map(plainAddress));
  const links = tokensOf(tokens, "link").map(({ url }) => plainAddress(url));
  const raw = texts.filter((one) => /@(everyone|here)|<@[!&]?\d+>/i.test(withoutCode(one)));
  return [
    ...strange.map((kind) => `a ${kind}`),
    ...links.filter((url) => !addresses.has(url)).map((url) => `a link to ${url}`),
    ...raw.map((one) => `a mention for the server in ${one}`),
  ];
}

/** The server leaves what stands in code alone. */
function withoutCode(text: string): string {
  return text.startsWith("```") ? "" : text.replace(/(?<!\\)(`+).+?(?<!`)\1(?!`)/gs, "");
}

function addressesOf(reply: Reply): readonly string[] {
  const inBlocks = (blocks: Reply["blocks"]): readonly string[] =>
    blocks.flatMap((block) => {
      if (block.kind === "native") return inBlocks(block.otherwise);
      if (block.kind === "text") return inText(block.text);
      if (block.kind !== "card") return [];
      const texts = [block.title, block.subtitle, block.body, block.note];
      return [
        block.url ?? "",
        block.image?.url ?? "",
        ...texts.flatMap((one) => inText(one ?? "")),
      ];
    });
  const actions = actionsOf(reply).flatMap((action) =>
    action.kind === "link" ? [action.url] : [],
  );
  return [...inBlocks(reply.blocks), ...actions];
}

function inText(rich: Parameters<typeof spansOf>[0]): readonly string[] {
  return spansOf(rich).flatMap((span) =>
    typeof span !== "string" && span.kind === "link" ? [span.url] : [],
  );
}

/** An address in one spelling, whatever was percent-encoded. */
function plainAddress(url: string): string {
  const { href = url } = URL.parse(url) ?? {};
  return href.replace(/%(22|27|28|29|2A|3C|3E|40|5C|5E|60|7B|7C|7D)/gi, decodeURIComponent);
}
