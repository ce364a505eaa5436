import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { message, part, whole } from "./protobuf.ts";

/** Numbers of the types in ONNX (onnx.proto3, TensorProto.DataType). */
const FLOAT = 1;
const INT64 = 7;

/**
 * Writes a model as the Hugging Face hub has them, whose whole wisdom is a vector for each word: an ONNX graph
 * of one look-up, and a tokenizer that cuts at blanks. Words that it does not know have the vector of `[UNK]`.
 */
export function writeModel(
  folder: string,
  name: string,
  vectors: Readonly<Record<string, readonly number[]>>,
): void {
  const [some = []] = Object.values(vectors);
  const nothing = some.map(() => 0);
  const words = { "[PAD]": nothing, "[UNK]": some.map(() => 0.01), ...vectors };
  const place = join(folder, name);
  mkdirSync(join(place, "onnx"), { recursive: true });
  // The name that 8-bit models have; to look a word up there is nothing to quantise.
  writeFileSync(join(place, "onnx", "model_quantized.onnx"), onnx(Object.values(words)));
  const json = (file: string, content: unknown) =>
    writeFileSync(join(place, file), JSON.stringify(content));
  json("config.json", { model_type: "bert", architectures: ["BertModel"] });
  json("tokenizer_config.json", {
    ...{ tokenizer_class: "PreTrainedTokenizerFast", model_max_length: 512 },
    ...{ pad_token: "[PAD]", unk_token: "[UNK]" },
  });
  json("tokenizer.json", tokenizer(Object.keys(words)));
}

/** A graph that takes the numbers of words and answers their vectors. */
function onnx(vectors: readonly (readonly number[])[]): Buffer {
  const length = vectors[0]?.length ?? 0;
  const table = message(
    ...[whole(1, vectors.length), whole(1, length), whole(2, FLOAT), part(8, "words")],
    part(9, Buffer.from(Float32Array.from(vectors.flat()).buffer)),
  );
  const lookUp = message(
    ...[part(1, "words"), part(1, "input_ids"), part(2, "last_hidden_state")],
    ...[part(3, "look up"), part(4, "Gather")],
  );
  const graph = message(
    ...[part(1, lookUp), part(2, "words"), part(5, table)],
    part(11, value("input_ids", INT64, ["batch", "length"])),
    part(11, value("attention_mask", INT64, ["batch", "length"])),
    part(12, value("last_hidden_state", FLOAT, ["batch", "length", length])),
  );
  const operators = message(part(1, ""), whole(2, 17));
  return message(whole(1, 8), part(7, graph), part(8, operators));
}

/** What goes in or comes out, by its name, type and shape. */
function value(name: string, type: number, shape: readonly (string | number)[]): Buffer {
  const sizes = shape.map((size) =>
    part(1, typeof size === "number" ? whole(1, size) : part(2, size)),
  );
  const tensor = message(whole(1, type), part(2, message(...sizes)));
  return message(part(1, name), part(2, part(1, tensor)));
}

function tokenizer(words: readonly string[]) {
  const special = ["[PAD]", "[UNK]"].map((content, id) => ({
    ...{ id, content, special: true },
    ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
  }));
  return {
    ...{ version: "1.0", truncation: null, padding: null, added_tokens: special },
    ...{ normalizer: { type: "Lowercase" }, pre_tokenizer: { type: "Whitespace" } },
    ...{ post_processor: null, decoder: null },
    model: {
      ...{ type: "WordLevel", unk_token: "[UNK]" },
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  };
}
