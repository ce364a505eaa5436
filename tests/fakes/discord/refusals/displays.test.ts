import { describe, expect, test } from "vitest";
import { fake } from "../stage.ts";
import { type Bad, expectRefusal } from "./expect-refusal.ts";
import { button, display, long, section, v2 } from "./parts.ts";

const BAD: readonly Bad[] = [
  [
    "components of the second kind without the flag",
    { components: [display("a")] },
    "components.0.type",
  ],
  [
    "content beside components of the second kind",
    { ...v2(display("a")), content: "b" },
    "content",
  ],
  [
    "embeds beside components of the second kind",
    { ...v2(display("a")), embeds: [{ title: "t" }] },
    "embeds",
  ],
  [
    "41 components, nested ones too",
    v2(
      ...[20, 19].map((length) => ({
        type: 17,
        components: Array.from({ length }, () => display("a")),
      })),
    ),
    "components",
  ],
  [
    "4,001 characters over all texts",
    v2(display(long(2_000)), { type: 17, components: [display(long(2_001))] }),
    "components",
  ],
  ["an empty text", v2(display("")), "components.0.content"],
  ["a text of blanks", v2(display(" \n")), "components.0.content"],
  [
    "a section without accessory",
    v2({ type: 9, components: [display("a")] }),
    "components.0.accessory",
  ],
  [
    "a section of four texts",
    v2(section({ components: ["a", "b", "c", "d"].map(display) })),
    "components.0.components",
  ],
  [
    "a section around a button",
    v2(section({ components: [button()] })),
    "components.0.components.0.type",
  ],
  ["a button that lies bare", v2(button()), "components.0.type"],
  [
    "a container in a container",
    v2({ type: 17, components: [{ type: 17, components: [display("a")] }] }),
    "components.0.components.0.type",
  ],
  ["an empty container", v2({ type: 17, components: [] }), "components.0.components"],
  [
    "a picture by data url",
    v2(section({ accessory: { type: 11, media: { url: "data:image/png;base64,AAAA" } } })),
    "components.0.accessory.media.url",
  ],
  [
    "a picture that is not attached",
    v2(section({ accessory: { type: 11, media: { url: "attachment://a.png" } } })),
    "components.0.accessory.media.url",
  ],
  [
    "an alternative text of 1,025",
    v2(
      section({ accessory: { type: 11, media: { url: "https://a.b" }, description: long(1_025) } }),
    ),
    "components.0.accessory.description",
  ],
  ["a gallery of nothing", v2({ type: 12, items: [] }), "components.0.items"],
  [
    "a gallery of eleven",
    v2({ type: 12, items: Array.from({ length: 11 }, () => ({ media: { url: "https://a.b" } })) }),
    "components.0.items",
  ],
  [
    "a file from the web",
    v2({ type: 13, file: { url: "https://a.b/c.bib" } }),
    "components.0.file.url",
  ],
  [
    "a file that is not attached",
    v2({ type: 13, file: { url: "attachment://c.bib" } }),
    "components.0.file.url",
  ],
  [
    "an accent colour beyond white",
    v2({ type: 17, accent_color: 0x1000000, components: [display("a")] }),
    "components.0.accent_color",
  ],
];

describe("a message of displays is refused for", () => {
  test.each(BAD)("%s", async (_, body, path) => {
    const discord = await fake();
    const channel = discord.guild().channel();
    await expectRefusal(discord, `POST /channels/${channel.id}/messages`, body, path);
    expect(channel.messages).toEqual([]);
  });
});
