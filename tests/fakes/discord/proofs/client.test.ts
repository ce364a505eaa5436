import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  type Client,
  ContainerBuilder,
  ContextMenuCommandBuilder,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Routes,
  SectionBuilder,
  SlashCommandBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { controlsOf, fieldsOf, textOf } from "../index.ts";
import { fake, login } from "../stage.ts";

const PAPERS = new SlashCommandBuilder()
  .setName("papers")
  .setDescription("Research papers")
  .setContexts(0, 1, 2)
  .setIntegrationTypes(0, 1)
  .addSubcommand((search) =>
    search
      .setName("search")
      .setDescription("Find papers")
      .addStringOption((option) =>
        option.setName("query").setDescription("Words").setRequired(true).setAutocomplete(true),
      )
      .addIntegerOption((option) =>
        option.setName("page").setDescription("Page").setMinValue(1).setMaxValue(50),
      )
      .addChannelOption((option) => option.setName("channel").setDescription("Where")),
  );

async function register(client: Client<true>): Promise<void> {
  const menu = new ContextMenuCommandBuilder().setName("Find papers here").setType(3);
  await client.rest.put(Routes.applicationCommands(client.application.id), {
    body: [PAPERS.toJSON(), menu.toJSON()],
  });
}

function page(label: string) {
  return {
    flags: MessageFlags.IsComponentsV2 as const,
    components: [
      new ContainerBuilder()
        .addSectionComponents(
          new SectionBuilder()
            .addTextDisplayComponents(new TextDisplayBuilder().setContent(`**${label}**`))
            .setButtonAccessory(
              new ButtonBuilder()
                .setCustomId("next")
                .setLabel("Next")
                .setStyle(ButtonStyle.Primary),
            ),
        )
        .addActionRowComponents(
          new ActionRowBuilder<ButtonBuilder>().addComponents(
            new ButtonBuilder()
              .setCustomId("edit")
              .setLabel("Edit")
              .setStyle(ButtonStyle.Secondary),
          ),
        ),
    ],
  };
}

describe("the real discord.js against the fake", () => {
  test("logs in and knows the server, its channel and itself", async () => {
    const discord = await fake();
    const guild = discord.guild({ name: "Lab" });
    const channel = guild.channel({ name: "papers" });
    const client = await login(discord);
    expect(client.guilds.cache.get(guild.id)?.name).toBe("Lab");
    expect(client.channels.cache.get(channel.id)?.type).toBe(ChannelType.GuildText);
    expect(client.user.id).toBe(discord.bot.id);
    expect(discord.gateway.identifies).toMatchObject([{ shard: [0, 1], intents: 1 }]);
  });

  test("answers a command after a defer, in components, with a followup", async () => {
    const discord = await fake();
    const guild = discord.guild();
    const client = await login(discord, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply(page(interaction.options.getString("query", true)));
      await interaction.followUp({ content: "and more", flags: MessageFlags.Ephemeral });
    });
    await register(client);
    const ada = discord.person({ guild });
    const asked = ada.command("papers", "search", { query: "attention", page: 2 });
    expect(await asked.first).toMatchObject({ kind: "deferred", ephemeral: false, flags: 0 });
    expect(textOf(await asked.answered)).toBe("**attention**\nNext\nEdit");
    expect(await asked.followup()).toMatchObject({ content: "and more", flags: 64 });
    expect(ada.channel.messages).toHaveLength(1);
    expect(ada.seen()).toHaveLength(2);
    expect(discord.refusals).toEqual([]);
  });

  test("offers choices while a person types", async () => {
    const discord = await fake();
    const guild = discord.guild();
    const client = await login(discord, async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}ntion`, value: "attention" }]);
    });
    await register(client);
    const typing = discord.person({ guild }).autocomplete("papers", "search", { query: "atte" });
    expect(await typing.choices).toEqual([{ name: "attention", value: "attention" }]);
    expect(discord.refusals).toEqual([]);
  });

  test("opens a form from a button and takes it back", async () => {
    const discord = await fake();
    const guild = discord.guild();
    const client = await login(discord, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(page("one"));
      if (interaction.isButton() && interaction.customId === "next") {
        await interaction.update(page("two"));
      }
      if (interaction.isButton() && interaction.customId === "edit") {
        await interaction.showModal(
          new ModalBuilder()
            .setCustomId("form")
            .setTitle("Edit")
            .addLabelComponents(
              new LabelBuilder()
                .setLabel("Words to find")
                .setTextInputComponent(
                  new TextInputBuilder()
                    .setCustomId("query")
                    .setStyle(TextInputStyle.Short)
                    .setValue("old"),
                ),
            ),
        );
      }
      if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        await interaction.deferUpdate();
        await interaction.editReply(page(interaction.fields.getTextInputValue("query")));
      }
    });
    await register(client);
    const ada = discord.person({ guild });
    const first = await ada.command("papers", "search", { query: "x" }).answered;
    expect(controlsOf(first).map(({ label }) => label)).toEqual(["Next", "Edit"]);
    const second = await ada.press(first, "Next").answered;
    expect(second.id).toBe(first.id);
    expect(textOf(second)).toContain("two");
    const modal = await ada.press(second, "Edit").modal;
    expect(fieldsOf(modal)).toMatchObject([{ label: "Words to find", value: "old" }]);
    const edited = await ada.submit(modal, { "Words to find": "graphs" }).answered;
    expect(textOf(edited)).toContain("graphs");
    expect(ada.channel.messages).toHaveLength(1);
    expect(discord.refusals).toEqual([]);
  });
});
