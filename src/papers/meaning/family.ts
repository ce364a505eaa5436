/** How the models of one family want texts, and what they make of a text's words. */
export type Family = {
  readonly paper: string;
  readonly question: string;
  readonly pooling: "mean" | "cls";
};

/** What the model cards of retrieval models say; each pattern is looked for in a model's name. */
const FAMILIES: readonly (readonly [RegExp, Family])[] = [
  [/\be5\b/i, { paper: "passage: ", question: "query: ", pooling: "mean" }],
  [/nomic/i, { paper: "search_document: ", question: "search_query: ", pooling: "mean" }],
  [
    /bge|arctic-embed|mxbai/i,
    {
      paper: "",
      question: "Represent this sentence for searching relevant passages: ",
      pooling: "cls",
    },
  ],
  [/specter|gte-modernbert|modernbert-embed/i, { paper: "", question: "", pooling: "cls" }],
];

/** The family of a model; one that is not known takes texts as they are and the mean of their words, as most do. */
export function familyOf(model: string): Family {
  const known = FAMILIES.find(([pattern]) => pattern.test(model));
  return known?.[1] ?? { paper: "", question: "", pooling: "mean" };
}
