/** On a narrow screen one service is shown at a time: two buttons say which. */
export function createTabs(buttons: HTMLElement, panes: HTMLElement): void {
  const all = [...buttons.querySelectorAll("button")];
  const show = (chosen: HTMLButtonElement) => {
    panes.setAttribute("data-shown", chosen.value);
    for (const button of all) button.setAttribute("aria-pressed", String(button === chosen));
  };
  for (const button of all) button.addEventListener("click", () => show(button));
  const [first] = all;
  if (first) show(first);
}
