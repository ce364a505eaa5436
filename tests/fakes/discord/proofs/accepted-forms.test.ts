import {
  ChannelSelectMenuBuilder,
  CheckboxBuilder,
  LabelBuilder,
  ModalBuilder,
  RadioGroupBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { fieldsOf } from "../index.ts";
import { call, fake } from "../stage.ts";
import { scene } from "./scene.ts";

const long = (length: number) => "x".repeat(length);
const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

describe("the fake accepts", () => {
  test("a form of five parts of every kind", async () => {
    const parts = [
      new LabelBuilder()
        .setLabel(long(45))
        .setDescription(long(100))
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId("a")
            .setStyle(TextInputStyle.Paragraph)
            .setValue(long(4_000))
            .setPlaceholder(long(100)),
        ),
      new LabelBuilder().setLabel("b").setStringSelectMenuComponent(
        new StringSelectMenuBuilder()
          .setCustomId("b")
          .setRequired(false)
          .setMinValues(0)
          .addOptions(times(25, (n) => ({ label: `${n}`, value: `${n}` }))),
      ),
      new LabelBuilder()
        .setLabel("c")
        .setChannelSelectMenuComponent(
          new ChannelSelectMenuBuilder().setCustomId("c").setRequired(false),
        ),
      new LabelBuilder()
        .setLabel("d")
        .setCheckboxComponent(new CheckboxBuilder().setCustomId("d").setDefault(true)),
      new LabelBuilder()
        .setLabel("e")
        .setRadioGroupComponent(
          new RadioGroupBuilder()
            .setCustomId("e")
            .addOptions(
              { label: "Daily", value: "daily", default: true },
              { label: "Weekly", value: "weekly" },
            ),
        ),
    ];
    const { discord, guild } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.showModal(
          new ModalBuilder().setCustomId(long(100)).setTitle(long(45)).addLabelComponents(parts),
        );
      }
      if (interaction.isModalSubmit()) {
        const { fields } = interaction;
        await interaction.reply(
          `${fields.getCheckbox("d")} ${fields.getRadioGroup("e")} ${fields.getStringSelectValues("b").length}`,
        );
      }
    });
    const ada = discord.person({ guild });
    const modal = await ada.command("papers", "search", { query: "a" }).modal;
    expect(fieldsOf(modal).map(({ value }) => value)).toEqual([long(4_000), [], [], true, "daily"]);
    expect(await ada.submit(modal).answered).toMatchObject({ content: "true daily 0" });
    expect(await ada.submit(modal, { d: false, e: "weekly" }).answered).toMatchObject({
      content: "false weekly 0",
    });
    expect(discord.refusals).toEqual([]);
  });

  test("commands at their limits, as discord.js builds them", async () => {
    const discord = await fake();
    const command = new SlashCommandBuilder()
      .setName("größe-论文_1")
      .setNameLocalization("de", "papiere")
      .setDescription(long(100))
      .setDefaultMemberPermissions(0)
      .setNSFW(false);
    for (let n = 0; n < 25; n += 1) {
      command.addStringOption((option) =>
        option
          .setName(`o${n}`)
          .setDescription("a")
          .setRequired(n < 5)
          .addChoices(times(n === 0 ? 25 : 0, (m) => ({ name: `${m}`, value: `${m}${long(90)}` }))),
      );
    }
    const others = times(99, (n) => ({ name: `c${n}`, description: "a" }));
    const got = await call(discord, `PUT /applications/${discord.applicationId}/commands`, [
      command.toJSON(),
      ...others,
    ]);
    expect(got.status).toBe(200);
    expect(discord.refusals).toEqual([]);
  });

  test("25 choices of 100 characters", async () => {
    const { discord, guild } = await scene(
      async (interaction) => {
        if (!interaction.isAutocomplete()) return;
        await interaction.respond(times(25, () => ({ name: long(100), value: long(100) })));
      },
      { options: [{ type: 3, name: "query", description: "a", autocomplete: true }] },
    );
    const typing = discord.person({ guild }).autocomplete("papers", null, { query: "" });
    expect(await typing.choices).toHaveLength(25);
    expect(discord.refusals).toEqual([]);
  });
});
