import type { Submission } from "../../fakes/arxiv/index.ts";
import type { Entry } from "../../fakes/huggingface/index.ts";

/** An entry of a daily list with every field that has been seen there, and nobody's name but the authors'. */
export function anEntry(
  id: string,
  title: string,
  paper: Readonly<Record<string, unknown>> = {},
  outer: Readonly<Record<string, unknown>> = {},
): Entry {
  const summary = `We show that ${title.toLowerCase()}\nis worth reading.`;
  return {
    paper: {
      id,
      authors: [
        { _id: "6a6fb251bbe824e6bcc46541", name: "Ada Example", hidden: false },
        {
          _id: "6a6fb251bbe824e6bcc46542",
          name: "Bo Sample",
          hidden: false,
          status: "claimed_verified",
        },
      ],
      publishedAt: "2026-11-20T00:00:00.000Z",
      submittedOnDailyAt: "2026-11-24T00:00:00.000Z",
      title,
      summary,
      upvotes: 12,
      discussionId: "6a6fb251bbe824e6bcc46547",
      ...paper,
    },
    publishedAt: "2026-11-19T19:00:00.000Z",
    title,
    summary,
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${id}.png`,
    numComments: 2,
    isAuthorParticipating: false,
    ...outer,
  };
}

/** A new paper of cs.LG. */
export function aSubmission(id: string, title: string, more: Partial<Submission> = {}): Submission {
  return {
    ...{ id, title, abstract: `We show that ${title} is worth reading, if x < 1 & y > 2.` },
    ...{ authors: ["Ada Example", "Bo Sample"], categories: ["cs.LG", "stat.ML"] },
    ...{ published: "2026-11-20", type: "new" },
    ...more,
  };
}
