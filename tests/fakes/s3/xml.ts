/** An element with what is inside it. */
export function element(name: string, inside: string | readonly string[]): string {
  return `<${name}>${typeof inside === "string" ? inside : inside.join("")}</${name}>`;
}

/** A text between tags. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A whole answer. */
export function documentOf(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${inside}`;
}

/** The texts of all elements of that name, in order. */
export function textsOf(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) =>
    text.replace(/&(?:amp|#38);/g, "&").replace(/&(?:quot|#34);/g, '"'),
  );
}
