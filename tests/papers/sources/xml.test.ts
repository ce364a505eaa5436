import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { childText, elements, XmlError } from "../../../src/papers/sources/xml.ts";
import { cpuTime } from "../../cpu-time.ts";

const read = (text: string, ...names: string[]) => [...elements(text, names)];

describe("a feed", () => {
  test("gives the wanted elements with attributes, children and text", () => {
    const text = `<?xml version="1.0"?><!-- <item> --><rss xmlns:a='x'><channel><item n="1 &lt; 2" a:m='"'>
      <a:title>T &amp; <b>U</b><![CDATA[ <v> &amp; ]]></a:title><empty/></item><item/></channel></rss>\n`;
    const [item, none] = read(text, "item");
    expect(item?.attributes).toEqual(
      new Map([
        ["n", "1 < 2"],
        ["m", '"'],
      ]),
    );
    expect(item?.children.map(({ name }) => name)).toEqual(["title", "empty"]);
    expect(item && childText(item, "title")).toBe("T & U <v> &amp; ");
    expect(item && childText(item, "nothing")).toBeUndefined();
    expect(none?.children).toEqual([]);
    expect(read(text, "nothing")).toEqual([]);
  });

  test("has entities of XML and numbers decoded, once, and others left as they are", () => {
    const [one] = read("<t>&amp;lt; &#233;&#xE9; &eacute; &#0; &#x110000; &unknown; & co</t>", "t");
    expect(one?.text).toBe("&lt; éé &eacute; &#0; &#x110000; &unknown; & co");
  });

  test("gives the outer of two that lie in one another", () => {
    expect(read("<r><i>1<i>2</i></i><i>3</i></r>", "i").map(({ text }) => text)).toEqual([
      "12",
      "3",
    ]);
  });

  test.each([
    "",
    "plain words",
    "<r>",
    "<r><i>1</i>",
    "<r><i>1</r>",
    "<r></s>",
    "</r>",
    "<r/><r/>",
    "<r/>words",
    "<r a=1/>",
    "<r a='<'/>",
    "<r",
    "<r><!-- ",
    "<r><![CDATA[ ]]",
    "<>",
    "<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>",
    "<r>".repeat(60) + "</r>".repeat(60),
  ])("that is %j is none", (text) => {
    expect(() => read(text, "i")).toThrow(XmlError);
  });

  test("is read back as it was written, whatever the texts are", () => {
    const written = (text: string) =>
      text.replace(/[<>&\r]/g, (char) => `&#${char.charCodeAt(0)};`);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
        const items = texts.map((text) => `<i>${written(text)}</i>`).join("");
        expect(read(`<r>${items}</r>`, "i").map(({ text }) => text)).toEqual(texts);
      }),
    );
  });

  test("never does worse than an XmlError, and never takes long", () => {
    const parts = [
      "<",
      ">",
      "</",
      "/>",
      "a",
      " ",
      "=",
      '"',
      "'",
      "&",
      ";",
      "<!--",
      "<![CDATA[",
      "<?",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 40 }), (text) => {
        try {
          read(text.join(""), "a");
        } catch (error) {
          expect(error).toBeInstanceOf(XmlError);
        }
      }),
    );
    for (const part of [" ", "a", "<a ", "&", "<a b='", "<!--", "a=", "<a a=''", "</a "]) {
      const from = cpuTime();
      expect(() => read(`<r ${part.repeat(100_000 / part.length)}`, "a")).toThrow(XmlError);
      expect(cpuTime() - from).toBeLessThan(500);
    }
  });
});
