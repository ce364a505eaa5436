/** The variables of the environment that the console looks at; `process.env` is one. */
export type Environment = {
  readonly NO_COLOR?: string | undefined;
  readonly FORCE_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
  readonly TERM_PROGRAM?: string | undefined;
  readonly USER?: string | undefined;
  readonly USERNAME?: string | undefined;
};
