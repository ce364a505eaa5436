type Count = { readonly upvotes: number };

/**
 * The looks at one paper that agree with each other, oldest first: upvotes hardly ever fall, so that of
 * looks which contradict each other the longest series counts that does not fall (by more than a fifth
 * and two), and the one that goes on longest where two are as long. A source that once told
 * of 4 upvotes between 17 and 18 is passed over; votes that were taken back for good are believed
 * once more looks say so than said otherwise. Takes looks oldest first and leaves out nothing when none contradict.
 */
export function agreeing<T extends Count>(looks: readonly T[]): readonly T[] {
  let falls = false;
  for (let index = 1; index < looks.length && !falls; index += 1) {
    falls = contradicts(looks[index - 1], looks[index]);
  }
  return falls ? longestSeries(looks.slice(-MOST_LOOKS)) : looks;
}

/** The search compares every pair: the last 24 looks say what the count is. */
const MOST_LOOKS = 24;

/** Some votes are taken back: measured falls between believable looks are of one or two votes. */
const KEPT = 0.8;
const TAKEN_BACK = 2;

function contradicts(before: Count | undefined, after: Count | undefined): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    after.upvotes < KEPT * before.upvotes - TAKEN_BACK
  );
}

function longestSeries<T extends Count>(looks: readonly T[]): readonly T[] {
  const best: { readonly length: number; readonly before: number }[] = [];
  let end = 0;
  for (const [index, look] of looks.entries()) {
    let length = 1;
    let before = -1;
    for (let earlier = 0; earlier < index; earlier += 1) {
      const reached = (best[earlier]?.length ?? 0) + 1;
      if (reached >= length && !contradicts(looks[earlier], look)) {
        length = reached;
        before = earlier;
      }
    }
    best.push({ length, before });
    if (length >= (best[end]?.length ?? 0)) end = index;
  }
  const series: T[] = [];
  for (let index = end; index >= 0; index = best[index]?.before ?? -1) {
    const look = looks[index];
    if (look) series.push(look);
  }
  return series.reverse();
}
