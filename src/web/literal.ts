import { clean } from "#chat";

/** Characters that XML 1.0 has no place for even when they are escaped, and that `clean` leaves. */
const NO_XML = /[\ufffe\uffff]/g;

const NAMED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Foreign text as text or attribute of XML or HTML, whatever stands in it. */
export function literal(text: string): string {
  return clean(text)
    .replace(NO_XML, "")
    .replace(/[&<>"']/g, (sign) => NAMED[sign] ?? sign);
}
