import { type Json, list, record } from "../json.ts";

/** The components directly inside one: of a row, container or section, its accessory, of a label. */
export function childrenOf(component: Json): readonly Json[] {
  const { components, accessory, component: inner } = component;
  return [
    ...list(components).map(record),
    ...(accessory ? [record(accessory)] : []),
    ...(inner ? [record(inner)] : []),
  ];
}

/** Components as Discord gives them back: each with a number (`id`) of its own. */
export function numbered(components: unknown): readonly Json[] {
  const taken = new Set<unknown>();
  const collect = (component: Json) => {
    taken.add(component.id);
    for (const child of childrenOf(component)) collect(child);
  };
  for (const component of list(components)) collect(record(component));
  let last = 0;
  const next = () => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const number = (component: Json): Json => {
    const id = component.id || next();
    const { components: inner, accessory } = component;
    return {
      ...component,
      id,
      ...(inner ? { components: list(inner).map((child) => number(record(child))) } : {}),
      ...(accessory ? { accessory: number(record(accessory)) } : {}),
    };
  };
  return list(components).map((component) => number(record(component)));
}
