import { expect, test } from "vitest";
import { scene } from "./scene.ts";

test("menus give the values of what is picked, by label or value", async () => {
  const { discord, guild } = await scene(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const options = [
        { label: "Newest first", value: "new" },
        { label: "Best first", value: "best" },
      ];
      const row = (component: unknown) => ({ type: 1, components: [component] }) as never;
      await interaction.reply({
        content: "a",
        components: [
          row({ type: 3, custom_id: "sort", placeholder: "Order", options }),
          row({ type: 8, custom_id: "channel", placeholder: "Channel" }),
        ],
      });
    }
    if (interaction.isStringSelectMenu()) await interaction.update(interaction.values.join());
    if (interaction.isChannelSelectMenu()) {
      await interaction.reply(
        interaction.channels.map((one) => String(one && "name" in one && one.name)).join(),
      );
    }
  });
  const ada = discord.person({ guild });
  const message = await ada.command("papers", "search", { query: "a" }).answered;
  expect(() => ada.pick(message, "Order", ["Worst first"])).toThrow("offers: Newest first, Best");
  expect(() => ada.pick(message, "Order", ["new", "best"])).toThrow("1 to 1 values, not 2");
  expect(await ada.pick(message, "Order", ["Best first"]).answered).toMatchObject({
    content: "best",
  });
  const channel = guild.channel({ name: "papers" });
  const answer = await ada.pick(message, "channel", [channel]).answered;
  expect(answer).toMatchObject({ content: "papers" });
});

test("forms start from what they hold and are checked before they are sent", async () => {
  const { discord, guild } = await scene(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const label = (name: string, component: unknown) =>
        ({ type: 18, label: name, component }) as never;
      await interaction.showModal({
        custom_id: "form",
        title: "Subscribe",
        components: [
          label("Topic", { type: 4, custom_id: "topic", style: 1, value: "graphs", max_length: 8 }),
          label("Day", {
            type: 3,
            custom_id: "day",
            options: [
              { label: "Monday", value: "mon", default: true },
              { label: "Friday", value: "fri" },
            ],
          }),
          label("Where", { type: 8, custom_id: "where", required: false }),
        ],
      });
    }
    if (interaction.isModalSubmit()) {
      const { fields } = interaction;
      const day = fields.getStringSelectValues("day").join();
      await interaction.reply(`${fields.getTextInputValue("topic")} ${day}`);
    }
  });
  const ada = discord.person({ guild });
  const modal = await ada.command("papers", "search", { query: "a" }).modal;
  expect(() => ada.submit(modal, { Topics: "a" })).toThrow('no field "Topics"');
  expect(() => ada.submit(modal, { Topic: "" })).toThrow("must be filled in");
  expect(() => ada.submit(modal, { Topic: "a".repeat(9) })).toThrow("at most 8");
  expect(() => ada.submit(modal, { Day: ["Sunday"] })).toThrow("offers no");
  expect(await ada.submit(modal).answered).toMatchObject({ content: "graphs mon" });
  const sent = ada.submit(modal, { topic: "trees", Day: ["Friday"] });
  expect(await sent.answered).toMatchObject({ content: "trees fri" });
});
