/** Common English words, which say nothing about a paper's subject: they are left out of the index and of queries alike. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being below
  between both but by can cannot concerning could did do does doing down during each etc few for from further
  had has have having he her here hers him his how however i if in into is it its itself just let
  may me might more most must my no nor not of off on once only or other our ours out over own per regarding
  s same shall she should so some such t than that the their theirs them then there these they this
  those through thus to too under until up upon us versus very via vs was we were what when where whether
  which while who whom whose why will with within without would yet you your yours`
    .trim()
    .split(/\s+/),
);
