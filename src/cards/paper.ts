import { bold, type Card, link, type Reply, type Rich, rich, type Span } from "#chat";
import { lead, links, type Paper, plain } from "#papers";
import { fullActions, paperActions } from "./actions.ts";
import { facts } from "./words.ts";

/** Most characters of the abstract on a card in a list: one or two sentences. */
const LEAD = 280;

/** Most authors written out where a paper is shown in full. */
const ALL_AUTHORS = 12;

/** A paper in a list: linked title, facts, the abstract's first sentences, and why it is here. */
export function paperCard(paper: Paper, note?: Rich): Card {
  const { page } = links(paper);
  const body = lead(plain(paper.abstract), LEAD);
  const subtitle = facts(paper);
  return {
    kind: "card",
    title: plain(paper.title),
    ...(page && { url: page }),
    ...(subtitle && { subtitle }),
    ...(body && { body }),
    ...(note && { note }),
    actions: paperActions(paper),
  };
}

/** One paper in full: every fact that is known, the whole abstract, and what can be done with it. */
export function paperReply(paper: Paper): Reply {
  const { page, huggingface } = links(paper);
  const title = plain(paper.title);
  const subtitle = facts(paper, ALL_AUTHORS);
  const card: Card = {
    kind: "card",
    title,
    ...(page && { url: page }),
    ...(subtitle && { subtitle }),
    body: plain(paper.abstract) || "No abstract is known for this paper.",
    ...note(paper),
    actions: [
      ...fullActions(paper),
      ...(huggingface ? [{ kind: "link" as const, label: "Hugging Face", url: huggingface }] : []),
    ],
  };
  return { summary: title, blocks: [card] };
}

/** One paper in two lines, where there is no room for more: its title and its facts. */
export function shortReply(paper: Paper): Reply {
  const { body: _, actions: __, ...card } = paperCard(paper);
  return { summary: plain(paper.title), blocks: [card] };
}

function note(paper: Paper): { note?: Rich } {
  const id = paper.key.startsWith("arxiv:") ? `arXiv ${paper.key.slice(6)}` : "";
  const where = [id, paper.categories?.join(", ") ?? ""].filter(Boolean).join(" · ");
  const words = paper.keywords?.length
    ? rich`${bold("keywords")} ${paper.keywords.join(", ")}`
    : "";
  if (where && words) return { note: rich`${where} · ${words}` };
  return where || words ? { note: where || words } : {};
}

/** A paper's title within a sentence, linked to its page. */
export function titleOf(paper: Paper): Span {
  return link(plain(paper.title), links(paper).page);
}
