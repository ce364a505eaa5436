/** A whole number as a varint (protobuf.dev/programming-guides/encoding). */
function varint(number: number): Buffer {
  const bytes: number[] = [];
  let left = number;
  do {
    bytes.push((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
    left >>>= 7;
  } while (left > 0);
  return Buffer.from(bytes);
}

/** A field that is a number. */
export function whole(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

/** A field that is a text, bytes or a message. */
export function part(field: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

/** A message of fields. */
export function message(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}
