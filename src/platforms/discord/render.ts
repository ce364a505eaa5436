import { type APIMessageTopLevelComponent, ComponentType } from "discord-api-types/v10";
import type { Reply, Waiting } from "#chat";
import { arrange } from "./arrange.ts";
import { type Attached, createFences } from "./fence.ts";
import { createIds } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { linesOf } from "./line.ts";
import { idsOf, sizeOf } from "./native.ts";
import { type Part, partsOf } from "./part.ts";
import { isSnowflake } from "./spans.ts";
import { wireOf } from "./wire.ts";

/** What a reply is drawn with. */
export type Draw = {
  /** The ticket of a button or menu (`ticketsOf`), written for at most `LIMITS.ticket` UTF-16 units. */
  readonly ticket: (waiting: Waiting) => string;
  /** Id of a role that is mentioned above the reply. */
  readonly mention?: string;
  /** Number of the container, where the message is to be found again. */
  readonly id?: number;
};

/** A message as Discord takes it, to be sent with the flag `IsComponentsV2`. */
export type Drawn = {
  readonly components: readonly APIMessageTopLevelComponent[];
  /** Texts to attach, which components name as `attachment://name`. */
  readonly files: readonly Attached[];
  /** The message's `allowed_mentions`: nobody but the role that was asked for. */
  readonly mentions: { readonly parse: []; readonly roles: string[] };
};

/** The bar beside a message: calm, asking for something, or failed. */
const COLOURS = { calm: 0x4f6d8f, refused: 0xc99a2e, failed: 0xb5413a } as const;

/**
 * Draws a reply as one container of components. Pure and total: foreign text stays literal, the message
 * always keeps Discord's limits. When it is too much, first rules between cards go, then buttons are
 * gathered into menus, then texts are shortened, bodies first; only what even so doesn't fit is left
 * out, from the end, and counted in a last line.
 */
export function render(reply: Reply, draw: Draw): Drawn {
  const role = draw.mention !== undefined && isSnowflake(draw.mention) ? draw.mention : undefined;
  const above: APIMessageTopLevelComponent[] = role
    ? [{ type: ComponentType.TextDisplay, content: `<@&${role}>` }]
    : [];
  const fences = createFences();
  const parts = partsOf(reply.blocks, { ticket: draw.ticket, fences });
  const taken = sizeOf(above);
  const { shapes, draft } = arrange(somethingOf(parts, reply), {
    components: LIMITS.message.components - taken.components - 1,
    text: LIMITS.message.text - taken.text,
  });
  const ids = createIds(shapes.flatMap((one) => (one.kind === "raw" ? idsOf(one.components) : [])));
  const attached = new Set(shapes.flatMap((one) => (one.kind === "file" ? [one.name] : [])));
  const container: APIMessageTopLevelComponent = {
    type: ComponentType.Container,
    ...(draw.id !== undefined && { id: draw.id }),
    accent_color: COLOURS[reply.problem ?? "calm"],
    components: shapes.flatMap((shape) => wireOf(shape, draft, ids)),
  };
  return {
    components: [...above, container],
    files: fences.files.filter(({ name }) => attached.has(name)),
    mentions: { parse: [], roles: role ? [role] : [] },
  };
}

/** The parts without rules that part nothing; where nothing else is left, what the reply is about. */
function somethingOf(parts: readonly Part[], { summary }: Reply): readonly Part[] {
  const kept: Part[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    if (part.kind !== "rule" || (last && last.kind !== "rule")) kept.push(part);
  }
  if (kept.at(-1)?.kind === "rule") kept.pop();
  if (kept.length > 0) return kept;
  const lines = linesOf("body", summary);
  return [{ kind: "text", lines: lines.length ? lines : linesOf("body", "Nothing to show.") }];
}
