/** One of several topics with commas between: a comma in quotes is part of a phrase. */
const TOPIC = /(?:["“”„«][^"“”„«»]*["“”»]|[^,])+/g;

/** The topics of a text, each a search. */
export function topicsIn(text = ""): readonly string[] {
  return (text.match(TOPIC) ?? []).map((topic) => topic.trim()).filter((topic) => topic !== "");
}
