/** Where what happened is written down, for whoever runs the bot; pino's shape. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
