import { largest } from "./largest.ts";
import { drawLine, type Line, type Style } from "./line.ts";

/** Draws every line of a message so that all of them fit. */
export type Draft = (line: Line) => string;

/** In which order lines are shortened, and to how little before the next ones are. */
const ORDER: readonly (readonly [Style, number])[] = [
  ["body", 80],
  ["note", 60],
  ["facts", 60],
  ["title", 60],
  ["heading", 60],
];

/** Room per line by style, without end where none is named; `linked` is whether titles have their links. */
type Rooms = { readonly most: Readonly<Partial<Record<Style, number>>>; readonly linked: boolean };

const FREE: Rooms = { most: {}, linked: true };

/** Every line as short as it may get, its link given up as well. */
const LEAST: Rooms = { most: Object.fromEntries(ORDER), linked: false };

/** How finely the room is shared out, in UTF-16 units: no reader sees less. */
const STEP = 8;

/**
 * A way to draw these lines within `room` UTF-16 units, line feeds counted: the longest bodies lose
 * first, then notes, facts, titles, at the very last the links of titles. Undefined when even that is too long.
 */
export function draft(lines: readonly Line[], room: number): Draft | undefined {
  const total = createScale(lines);
  const drawer = (rooms: Rooms) => (line: Line) => drawIn(line, rooms);
  if (total(FREE) <= room) return drawer(FREE);
  if (total(LEAST) > room) return undefined;
  for (const linked of [true, false]) {
    let rooms: Rooms = { most: {}, linked };
    for (const [style, least] of ORDER) {
      const within = (most: number): Rooms => ({ linked, most: { ...rooms.most, [style]: most } });
      const fits = (steps: number) => total(within(least + steps * STEP)) <= room;
      if (fits(0)) return drawer(within(least + largest(0, Math.ceil(room / STEP), fits) * STEP));
      rooms = within(least);
    }
  }
  return drawer(LEAST);
}

/** Measures these lines in one room after another, drawing each line once for each room that changes it. */
function createScale(lines: readonly Line[]): (rooms: Rooms) => number {
  const free = new Map(lines.map((line) => [line, drawIn(line, FREE).length]));
  const known = new Map<Line, Map<string, number>>(lines.map((line) => [line, new Map()]));
  const measure = (line: Line, rooms: Rooms): number => {
    const most = rooms.most[line.style] ?? Number.POSITIVE_INFINITY;
    const whole = free.get(line) ?? 0;
    if (whole <= most && rooms.linked) return whole;
    const key = `${most} ${rooms.linked}`;
    const before = known.get(line)?.get(key);
    if (before !== undefined) return before;
    const { length } = drawIn(line, rooms);
    known.get(line)?.set(key, length);
    return length;
  };
  return (rooms) => lines.reduce((sum, line) => sum + measure(line, rooms) + 1, 0);
}

function drawIn(line: Line, { most, linked }: Rooms): string {
  const links = linked || line.style === "links";
  return drawLine(line, { most: most[line.style] ?? Number.POSITIVE_INFINITY, links });
}
