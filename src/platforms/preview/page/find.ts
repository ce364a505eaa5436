/**
 * The element of the page that this selector names.
 * @throws when index.html has none of that kind, which is a mistake of ours
 */
export function find<E extends Element>(selector: string, kind: new () => E): E {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} ${selector}`);
}
