import { UserError } from "#chat";

const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Words that stand for several days; ISO weekdays, 1 is Monday. */
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  everyday: [1, 2, 3, 4, 5, 6, 7],
  all: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  workdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  weekend: [6, 7],
};

/**
 * ISO weekdays, sorted, from words such as `daily`, `weekdays`, `mon,thu`, `Mon-Wed`, `Monday and Friday`.
 * @throws UserError naming the word that is no day
 */
export function readDays(typed: string): readonly number[] {
  const words = typed
    .toLowerCase()
    .replace(/every\s+day/g, "daily")
    .replace(/\s*(?:-|–|\bto\b)\s*/g, "-")
    .split(/[\s,;&]+|\band\b/)
    .filter((word) => word && word !== "every" && word !== "on");
  const days = new Set(words.flatMap((word) => GROUPS[word] ?? readRange(word)));
  if (days.size > 0) return [...days].sort((a, b) => a - b);
  throw new UserError("days can be daily, weekdays, or days such as mon,thu.");
}

/** “every day”, “Monday to Friday”, “Monday and Thursday”; reads back by `readDays`. */
export function daysInWords(days: readonly number[]): string {
  if (days.length === 7) return "every day";
  const names = days.map((day) => NAMES[day - 1] ?? "");
  const [first = "", last = ""] = [names[0], names.at(-1)];
  const inARow = days.every((day, i) => i === 0 || day === (days[i - 1] ?? 0) + 1);
  if (days.length > 2 && inARow) return `${first} to ${last}`;
  return names.length < 2 ? first : `${names.slice(0, -1).join(", ")} and ${last}`;
}

function readRange(word: string): readonly number[] {
  const [from = "", to = from] = word.split("-");
  const first = readDay(from);
  const count = ((readDay(to) - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => ((first - 1 + i) % 7) + 1);
}

function readDay(word: string): number {
  const plain = word.replace(/s$/, "");
  const at = NAMES.findIndex((name) => plain.length >= 2 && name.toLowerCase().startsWith(plain));
  if (at >= 0) return at + 1;
  throw new UserError(
    `“${word.slice(0, 40)}” is no day of the week: days can be daily, weekdays, or days such as mon,thu.`,
  );
}
