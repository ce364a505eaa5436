import type { Json } from "../json.ts";

/** The flag of messages made of components alone. */
export const V2 = 1 << 15;

/** Text of so many characters. */
export const long = (length: number) => "x".repeat(length);

/** A row of components. */
export const row = (...components: unknown[]) => ({ type: 1, components });

/** A good button, with other members. */
export const button = (more: Json = {}) => ({
  type: 2,
  style: 1,
  label: "Next",
  custom_id: "next",
  ...more,
});

/** A good menu, with other members. */
export const select = (more: Json = {}) => ({
  type: 3,
  custom_id: "menu",
  options: [{ label: "One", value: "1" }],
  ...more,
});

/** A Text Display. */
export const display = (content: string) => ({ type: 10, content });

/** A good section, with other members. */
export const section = (more: Json = {}) => ({
  type: 9,
  components: [display("a")],
  accessory: button(),
  ...more,
});

/** A body of components alone. */
export const v2 = (...components: unknown[]) => ({ flags: V2, components });

/** A body of one embed. */
export const embed = (more: Json) => ({ embeds: [{ title: "t", ...more }] });
