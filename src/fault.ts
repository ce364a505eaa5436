/** Errors whose message is a sentence with its cure. By name, since not every start loads what throws them. */
const NAMES = new Set([
  "ConfigError",
  "StoreError",
  "UncertainError",
  "PortError",
  "CatalogueError",
]);

/** Whether whoever runs the bot can mend it: its message is said as it is, without a trace, which would help nobody. */
export function isFault(error: unknown): error is Error {
  return error instanceof Error && NAMES.has(error.name);
}
