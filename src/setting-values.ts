/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a setting, or its default, or nothing. */
export type Read = (name: string) => string;

/** The items of a list with commas between. */
export function listOf(value: string): readonly string[] {
  return value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);
}

/** Whether a yes-or-no setting says yes. */
export function isOn(value: string): boolean {
  return /^(?:1|yes|true|on)$/i.test(value);
}
