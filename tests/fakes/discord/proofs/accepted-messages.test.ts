import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  EmbedBuilder,
  FileBuilder,
  type Interaction,
  MediaGalleryBuilder,
  type MessageCreateOptions,
  MessageFlags,
  SectionBuilder,
  SeparatorBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from "discord.js";
import { describe, expect, test } from "vitest";
import type { Person } from "../index.ts";
import { fake, login } from "../stage.ts";
import { scene } from "./scene.ts";

const long = (length: number) => "x".repeat(length);
const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
const text = (content: string) => new TextDisplayBuilder().setContent(content);
const button = (id: string) =>
  new ButtonBuilder()
    .setCustomId(id)
    .setLabel(long(80))
    .setStyle(ButtonStyle.Secondary)
    .setEmoji("🔎");
const rowOf = (n: number) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    times(5, (m) => button(`${n}-${m}-${long(90)}`)),
  );
const menu = new StringSelectMenuBuilder()
  .setCustomId("menu")
  .setPlaceholder(long(150))
  .setMaxValues(25)
  .addOptions(
    times(25, (n) => ({ label: long(100), value: `${n}`, description: long(100), emoji: "⬅️" })),
  );
const V2 = MessageFlags.IsComponentsV2;

/** Messages at the very limits, as discord.js builds them. */
const GOOD: readonly (readonly [string, MessageCreateOptions])[] = [
  [
    "2,000 characters, quietly, once",
    {
      content: long(2_000),
      nonce: long(25),
      enforceNonce: true,
      flags: [MessageFlags.SuppressNotifications, MessageFlags.SuppressEmbeds],
      allowedMentions: { parse: [] },
    },
  ],
  ["five rows of five buttons", { content: "a", components: times(5, rowOf) }],
  ["rows alone", { components: [rowOf(0)] }],
  [
    "a menu of 25",
    {
      content: "a",
      components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    },
  ],
  [
    "a link",
    {
      content: "a",
      components: [
        new ActionRowBuilder<ButtonBuilder>().addComponents(
          new ButtonBuilder()
            .setStyle(ButtonStyle.Link)
            .setLabel("PDF")
            .setURL("https://arxiv.org/pdf/2401.01234"),
        ),
      ],
    },
  ],
  [
    "embeds of 6,000 characters",
    {
      embeds: [
        new EmbedBuilder().setDescription(long(4_096)),
        new EmbedBuilder().setDescription(long(1_904)).setURL("https://a.b").setTimestamp(0),
      ],
    },
  ],
  [
    "40 components of 4,000 characters",
    {
      flags: V2,
      components: [
        new ContainerBuilder().addTextDisplayComponents(times(39, () => text(long(102)))),
      ],
    },
  ],
  [
    "every kind of display",
    {
      flags: V2,
      files: [{ attachment: Buffer.from("@article{}"), name: "a.bib" }],
      components: [
        text("# Today"),
        new ContainerBuilder()
          .setAccentColor(0xffffff)
          .addSectionComponents(
            new SectionBuilder()
              .addTextDisplayComponents(text("a"), text("b"), text("c"))
              .setThumbnailAccessory((one) =>
                one.setURL("https://a.b/c.png").setDescription(long(1_024)),
              ),
            new SectionBuilder()
              .addTextDisplayComponents(text("d"))
              .setButtonAccessory(button("more")),
          )
          .addSeparatorComponents(new SeparatorBuilder().setDivider(true).setSpacing(2))
          .addMediaGalleryComponents(
            new MediaGalleryBuilder().addItems(
              times(10, () => ({ media: { url: "https://a.b/c.png" } })),
            ),
          )
          .addActionRowComponents(rowOf(0)),
        new FileBuilder().setURL("attachment://a.bib"),
      ],
    },
  ],
];

describe("the fake accepts", () => {
  test.each(GOOD)("%s", async (_, message) => {
    const discord = await fake();
    const channel = discord.guild().channel();
    const client = await login(discord);
    const here = client.channels.cache.get(channel.id);
    if (!here?.isSendable()) throw new Error("no text channel");
    const sent = await here.send(message);
    await sent.edit(message as never);
    expect(channel.messages).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });

  test("the same as the answer to a command, its edit and its followup", async () => {
    const messages = GOOD.map(([, { nonce, enforceNonce, ...message }]) => message);
    let next = 0;
    const { discord, guild } = await scene(async (interaction: Interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const message = messages[next++] as object;
      await interaction.reply({ ...message, withResponse: true });
      const { flags, ...rest } = message as { flags?: unknown };
      await interaction.editReply({ ...rest, ...(flags === V2 ? { flags: V2 } : {}) } as never);
      await interaction.followUp(message);
    });
    const ada: Person = discord.person({ guild });
    for (const _ of messages) await ada.command("papers", "search", { query: "a" }).followup();
    expect(discord.refusals).toEqual([]);
    expect(ada.seen()).toHaveLength(2 * messages.length);
  });
});
