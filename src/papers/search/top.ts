/**
 * The first `count` items of what sorting would give, without sorting the rest: a heap of them with the
 * last one on top, so that most items cost one comparison.
 */
export class Top<T> {
  private readonly heap: T[] = [];
  private readonly count: number;
  private readonly compare: (a: T, b: T) => number;

  constructor(count: number, compare: (a: T, b: T) => number) {
    this.count = count;
    this.compare = compare;
  }

  offer(item: T) {
    const { heap, count } = this;
    if (heap.length < count) {
      heap.push(item);
      this.rise(heap.length - 1);
      return;
    }
    const last = heap[0];
    if (last === undefined || this.compare(item, last) >= 0) return;
    heap[0] = item;
    this.sink();
  }

  /** The items that were kept, first ones first. */
  sorted(): T[] {
    return this.heap.toSorted(this.compare);
  }

  private rise(from: number) {
    const { heap } = this;
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.isBehind(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
    return heap;
  }

  private sink() {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = this.isBehind(right, left) ? right : left;
      if (!this.isBehind(child, at)) return;
      this.swap(at, child);
      at = child;
    }
  }

  private isBehind(at: number, other: number): boolean {
    const [one, two] = [this.heap[at], this.heap[other]];
    return one !== undefined && two !== undefined && this.compare(one, two) > 0;
  }

  private swap(at: number, other: number) {
    const [one, two] = [this.heap[at], this.heap[other]];
    if (one === undefined || two === undefined) return;
    this.heap[at] = two;
    this.heap[other] = one;
  }
}
