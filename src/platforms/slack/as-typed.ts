/** Slack's three entities (docs.slack.dev, escaping text). */
const ENTITIES: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** A link as Slack writes it: an address, with the words that stand for it or without. */
const LINK = /<((?:https?|ftp|mailto|tel):[^<>|\s]*)(?:\|([^<>]*))?>/g;

/**
 * What a person typed, from what Slack made of it: links are addresses again and its three entities
 * characters. Mentions of people, channels and groups stay as they are, since options read those.
 */
export function asTyped(text: string): string {
  return text
    .replace(LINK, (_, url: string, label?: string) => linkAs(url, label))
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Words beside an address are kept; those that only shorten it are not, and Slack adds its own http:// and mailto:. */
function linkAs(url: string, label: string | undefined): string {
  if (label === undefined || url.includes(label))
    return label && /^(?:mailto|tel):/.test(url) ? label : url;
  return `${label} ${url}`;
}
