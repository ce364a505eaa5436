/**
 * Tells whether a request, written "POST /channels/1/messages", fits a pattern: `*` stands for one
 * part of the path, `**` for any number of them, and the method may be `*`.
 */
export function matcher(pattern: string): (request: string) => boolean {
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => {
      if (part === "**") return ".*";
      return part === "*" ? "[^/ ]+" : part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  const regex = new RegExp(`^${source}$`);
  return (request) => regex.test(request);
}
