import type { Ids } from "./ids.ts";

/** A file that an app uploads: announced, then sent, then shared. */
type UploadedFile = {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  title: string;
  bytes?: Buffer;
  state: "announced" | "sent" | "complete";
  channels: readonly string[];
};

/** The files of one fake. */
export type Files = {
  readonly all: ReadonlyMap<string, UploadedFile>;
  announce(name: string, length: number): UploadedFile;
  /** Takes the bytes; returns the HTTP status. */
  take(id: string, bytes: Buffer): number;
};

/** No files yet. */
export function createFiles(ids: Ids): Files {
  const all = new Map<string, UploadedFile>();
  return {
    all,
    announce(name, length) {
      const id = ids.next("F");
      const file: UploadedFile = {
        id,
        name,
        length,
        title: name,
        state: "announced",
        channels: [],
      };
      all.set(id, file);
      return file;
    },
    take(id, bytes) {
      const file = all.get(id);
      if (file?.state !== "announced") return 404;
      if (bytes.length !== file.length) return 400;
      file.bytes = bytes;
      file.state = "sent";
      return 200;
    },
  };
}
