import { describe, expect, test } from "vitest";
import { links, type Paper, titleKey } from "#papers";

const GRAPHS: Paper = { key: "arxiv:2401.00001", title: "Graph Learning", abstract: "" };
const NOTES: Paper = {
  key: titleKey("Notes on Forests"),
  title: "Notes on Forests",
  abstract: "",
  url: "https://example.org/forests",
};

describe("links", () => {
  test("come from the key, or from the url of a paper without one", () => {
    expect(links({ ...GRAPHS, code: { url: "https://github.com/a/b" } })).toEqual({
      page: "https://arxiv.org/abs/2401.00001",
      pdf: "https://arxiv.org/pdf/2401.00001",
      huggingface: "https://huggingface.co/papers/2401.00001",
      code: "https://github.com/a/b",
    });
    expect(links({ ...GRAPHS, key: "arxiv:math/0211159" })).not.toHaveProperty("huggingface");
    expect(links(NOTES)).toEqual({ page: "https://example.org/forests" });
    expect(links({ key: NOTES.key, title: "", abstract: "" })).toEqual({});
  });

  test("a title has one key however it is written", () => {
    expect(titleKey("The $\\alpha$-Divergence:  of Poincar\\'e")).toBe(
      titleKey("the α divergence of Poincare"),
    );
    expect(titleKey("A")).not.toBe(titleKey("B"));
    expect(titleKey("!!!")).not.toBe(titleKey("???"));
  });
});
