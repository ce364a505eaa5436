import { crc32 } from "node:zlib";
import type { Paper } from "../paper.ts";
import { type Acronyms, createAcronyms } from "./acronyms.ts";
import { floats, unsigned, withRoom } from "./column.ts";
import { textsOf } from "./document.ts";
import { type Label, Labels } from "./labels.ts";
import { Lexicon } from "./lexicon.ts";
import { PaperWords, Sequence } from "./paper-words.ts";
import { PostingIndex } from "./posting-index.ts";
import { Scorer } from "./scorer.ts";
import { SETTINGS } from "./settings.ts";
import { rowBytes, SnapshotError, type SnapshotReader } from "./snapshot.ts";
import { Vocabulary } from "./vocabulary.ts";

/**
 * Everything of the engine that grows and shrinks with the papers, each known by the number that
 * MiniSearch gave it. No text of a paper is held twice: its words are numbers of the lexicon's.
 */
export class Shelf {
  readonly lexicon = new Lexicon();
  readonly index = new PostingIndex(this.lexicon);
  readonly scorer = new Scorer(this.index, SETTINGS.scoring);
  readonly vocabulary = new Vocabulary(this.lexicon, (stem) => this.scorer.papersWith(stem));
  readonly words = new PaperWords();
  readonly labels = new Labels();
  readonly acronyms: Acronyms = createAcronyms();
  /** The papers by their numbers; a hole for one that was taken out. */
  readonly papers: (Paper | undefined)[] = [];
  /** A greater number for a newer paper, and of two of one day for the more upvoted one. */
  newness = floats(0);
  size = 0;
  /** A checksum of the words of each paper. */
  private prints = unsigned(0);
  private readonly sequence = new Sequence();

  /** Adds a paper or takes it in the place of the one with its key. */
  put(paper: Paper) {
    const known = this.index.numberOf(paper.key);
    const print = printOf(paper);
    // New counts come every hour and change no word: only the paper itself is exchanged then.
    if (known !== undefined && this.prints[known] === print) {
      this.hold(known, paper);
      return;
    }
    this.take(paper.key);
    const { parts, prose } = textsOf(paper);
    const { sequence } = this;
    this.lexicon.read(parts, sequence);
    const number = this.index.enter(paper.key, sequence);
    this.words.put(number, sequence);
    this.vocabulary.learn();
    this.labels.put(number, this.labelFrom(paper.key));
    this.acronyms.add(prose);
    this.prints = withRoom(this.prints, number + 1, unsigned);
    this.prints[number] = print;
    this.newness = withRoom(this.newness, number + 1, floats);
    this.hold(number, paper);
    this.size += 1;
  }

  /** Takes a paper out, if it is there. */
  take(key: string) {
    const number = this.index.numberOf(key);
    const paper = number === undefined ? undefined : this.papers[number];
    if (number === undefined || paper === undefined) return;
    this.words.read(number, this.sequence);
    this.index.takeOut(key, this.sequence);
    this.words.remove(number);
    this.labels.remove(number);
    this.acronyms.remove(textsOf(paper).prose);
    this.papers[number] = undefined;
    this.size -= 1;
  }

  /** Everything but the papers, as bytes, for `load` of an empty one. */
  *save(): Generator<Uint8Array> {
    yield* this.lexicon.save();
    yield* this.index.save();
    yield* this.words.save();
    yield* this.vocabulary.save();
    yield* this.labels.save();
    yield* this.acronyms.save();
    yield* rowBytes(this.prints, Math.min(this.index.end, this.prints.length));
  }

  /** Reads what was saved; the papers themselves come by `holdAll`. */
  async load(from: SnapshotReader) {
    await this.lexicon.load(from);
    await this.index.load(from);
    await this.words.load(from);
    await this.vocabulary.load(from);
    await this.labels.load(from);
    await this.acronyms.load(from);
    this.prints = await from.row(unsigned);
  }

  /**
   * Takes the papers of a loaded index as they were when it was saved.
   * @throws SnapshotError when one is missing
   */
  holdAll(paperOf: (key: string) => Paper | undefined) {
    this.newness = withRoom(this.newness, this.index.end, floats);
    for (let number = 0; number < this.index.end; number += 1) {
      const key = this.index.keyOf(number);
      if (key === undefined) continue;
      const paper = paperOf(key);
      if (!paper) throw new SnapshotError(`The saved index has a paper that is gone: ${key}.`);
      this.hold(number, paper);
      this.words.read(number, this.sequence);
      this.labels.name(number, this.labelFrom(key));
      this.size += 1;
    }
  }

  /** The label of the paper whose words are at hand. */
  private labelFrom(key: string): Label {
    const parts: string[][] = [[]];
    for (let at = 0; at < this.sequence.length; at += 1) {
      const word = this.sequence.words[at] ?? 0;
      if (word === 0) parts.push([]);
      else if (parts.length !== 2 && parts.length !== 3)
        parts.at(-1)?.push(this.lexicon.text(word));
    }
    return labelOf(key, parts);
  }

  private hold(number: number, paper: Paper) {
    this.papers[number] = paper;
    this.newness[number] = newnessOf(paper);
  }
}

/** Papers that differ only in what no search looks at have the same print. */
function printOf({ title, abstract, authors = [], categories = [] }: Paper): number {
  return crc32([title, abstract, ...authors, "", ...categories].join("\n"));
}

/** The label of a paper by its words: title, abstract, categories and authors. */
function labelOf(key: string, [title = [], , , ...authors]: readonly string[][]): Label {
  const id = key.startsWith("arxiv:") ? key.slice("arxiv:".length) : undefined;
  return { title, authors, ...(id !== undefined && { id }) };
}

/** The date as a number (20240501; 20240500 for a month, 0 for none) before the upvotes, plus 1 where they are known. */
function newnessOf({ published = "", upvotes = -1 }: Paper): number {
  const date = Number(`${published.replaceAll("-", "")}00000000`.slice(0, 8));
  return (
    (Number.isFinite(date) ? date : 0) * MOST_UPVOTES + Math.min(upvotes + 1, MOST_UPVOTES - 1)
  );
}

const MOST_UPVOTES = 2 ** 24;
