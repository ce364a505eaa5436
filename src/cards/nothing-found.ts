import type { Action, Button, Next, Reply } from "#chat";
import { type Intent, type Page, parseId } from "#papers";
import { amount } from "./amount.ts";
import { filterWords, type SearchAsked } from "./search-asked.ts";
import { told } from "./told.ts";
import { counted, quoted } from "./words.ts";

/** What is known of a search that found nothing. */
export type NothingKnown = {
  /** What the query asks for. */
  readonly intent: Intent;
  /** How many papers there would be without the filters. */
  readonly unfiltered: number;
  /** The words of the query without quotes and operators, where it has any, and what these find. */
  readonly loosened?: Loosened | undefined;
  /** The nearest spelling. */
  readonly nearest?: string | undefined;
};

type Loosened = Pick<Page, "total" | "whole" | "more"> & { readonly text: string };

type Cure = { readonly said: string; readonly press?: Action };

/** Why a search found nothing and what to try, as a button where one press does it. */
export function nothingFound(asked: SearchAsked, known: NothingKnown): Reply {
  const { said, press } = cure(asked, known);
  return told(
    `Nothing found for ${quoted(asked.query)}${filterWords(asked)}. ${said}`,
    press ? [press] : [],
  );
}

function cure(asked: SearchAsked, { intent, unfiltered, loosened, nearest }: NothingKnown): Cure {
  const { query, ...filters } = asked;
  const again = (label: string, input: Next["input"]): Button => ({
    kind: "button",
    label,
    next: { command: "search", input, answer: "over" },
  });
  if (intent === "stop words")
    return {
      said: "Every search passes over such words: write it out, or add one that tells what it is about.",
    };
  if (unfiltered > 0)
    return {
      said: `Without that there ${unfiltered === 1 ? "is" : "are"} ${counted(unfiltered, "paper")}.`,
      press: again("Search without it", { query }),
    };
  if (loosened && loosened.total > 0)
    return {
      said: `${quoted(loosened.text)} alone: ${amount(loosened)}.`,
      press: again(`Search ${loosened.text}`, { query: loosened.text }),
    };
  if (nearest)
    return {
      said: `Did you mean ${quoted(nearest)}?`,
      press: again(`Search ${nearest}`, { query: nearest, ...filters }),
    };
  const id = parseId(query);
  if (id === undefined)
    return { said: "Try fewer or more general words, an arXiv id, or trending." };
  const url = `https://arxiv.org/abs/${id}`;
  return {
    said: "It is not in my catalogue, but arXiv may have it.",
    press: { kind: "link", label: "Look there", url },
  };
}
