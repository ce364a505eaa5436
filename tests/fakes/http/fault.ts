/** One thing that goes wrong with one answer. */
export type Fault =
  /** Another answer instead. */
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly type?: string;
      readonly body?: string;
    }
  /** A web page with status 200, as a hotel's network sends it for every address. */
  | { readonly html: true }
  /** The right answer, so many milliseconds late. */
  | { readonly slow: number }
  /** The right head, then half of the body, then the end of the connection. */
  | { readonly cut: true }
  /** Half of the gzipped body, as if that were all. */
  | { readonly gzipCut: true }
  /** A body of so many bytes that looks right at its beginning. */
  | { readonly huge: number }
  /** The same, but packed so that it takes next to nothing on its way. */
  | { readonly bomb: number }
  | { readonly redirect: string }
  /** No answer at all, until the server closes. */
  | { readonly hang: true }
  /** The connection ends before anything was answered. */
  | { readonly reset: true };
