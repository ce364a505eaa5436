/** What stands in an element; what is false or undefined is left out. */
export type Child = Node | string | false | undefined;

type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/**
 * Makes an element: attributes by name, `true` for one without a value, functions as listeners of the event
 * after `on`. Text is only ever text, so that nothing in an answer can become markup.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** A link to a page elsewhere, which opens beside this one and learns nothing of it. */
export function linkTo(
  url: string,
  attributes: Readonly<Record<string, Attribute>>,
  ...children: Child[]
) {
  const safe = /^https?:$/.test(URL.parse(url)?.protocol ?? "");
  if (!safe) return element("span", attributes, ...children);
  const how = { href: url, target: "_blank", rel: "noopener noreferrer" };
  return element("a", { ...how, ...attributes }, ...children);
}
