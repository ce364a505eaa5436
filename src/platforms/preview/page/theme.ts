const KEY = "theme";

const THEMES = ["auto", "light", "dark"] as const;

type Theme = (typeof THEMES)[number];

/** Makes a button go through the themes: the system's own, light, dark. The choice is kept in this browser. */
export function createTheme(button: HTMLButtonElement): void {
  let theme = kept();
  const show = () => {
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
    button.setAttribute("data-theme", theme);
    button.setAttribute("aria-label", `Theme: ${theme}. Change it`);
    const words = button.querySelector("span");
    if (words) words.textContent = theme;
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto";
    keep(theme);
    show();
  });
  show();
}

function kept(): Theme {
  try {
    const theme = localStorage.getItem(KEY);
    return THEMES.find((one) => one === theme) ?? "auto";
  } catch {
    return "auto";
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing shows it all the same.
  }
}
