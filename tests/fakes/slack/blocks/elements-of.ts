import { type Fields, fieldsIn, isFields, listIn, textIn } from "../fields.ts";

/** An element that a person can use, where it stands, and the innermost block that it stands in. */
export type Spotted = { readonly element: Fields; readonly at: string; readonly owner: Fields };

/** Every element of a block that a person can use, containers and cards included, in reading order. */
export function elementsOf(block: unknown, at: string): readonly Spotted[] {
  if (!isFields(block)) return [];
  const { accessory, element } = block;
  const single = (value: unknown, name: string): Spotted[] =>
    isFields(value) && textIn(value, "type") !== "image"
      ? [{ element: value, at: `${at}/${name}`, owner: block }]
      : [];
  const among = (name: string): readonly Spotted[] =>
    listIn(block, name).flatMap((item, index) => single(item, `${name}/${index}`));
  switch (textIn(block, "type")) {
    case "section":
      return single(accessory, "accessory");
    case "input":
      return single(element, "element");
    case "actions":
    case "context_actions":
      return among("elements");
    case "card":
      return among("actions");
    case "carousel":
      return nested(block, "elements", at);
    case "container":
      return nested(block, "child_blocks", at);
    default:
      return [];
  }
}

function nested(block: Fields, name: string, at: string): readonly Spotted[] {
  return listIn(block, name).flatMap((child, index) => elementsOf(child, `${at}/${name}/${index}`));
}

/** The words of a text object, empty when there is none. */
export function wordsOf(owner: unknown, name: string): string {
  return textIn(fieldsIn(owner, name), "text") ?? "";
}
