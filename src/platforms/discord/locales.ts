import type { Locale } from "discord.js";

/** Words in other languages: for each of Discord's locales, the English phrase and what it is there. */
export type Locales = Readonly<
  Partial<Record<`${Locale}`, Readonly<Partial<Record<string, string>>>>>
>;

/**
 * Descriptions in the languages that we have words for. Names stay English everywhere, so that what one
 * person types works for every other; a phrase that is missing is shown in English.
 */
export const locales: Locales = {
  de: {
    "Research papers: search, what is trending, your own list and a daily post":
      "Fachartikel: suchen, was gerade gefragt ist, deine eigene Liste und täglich eine Nachricht",
    "Find papers by words, best first": "Artikel nach Wörtern finden, die besten zuerst",
    "words, a title or an id": "Wörter, ein Titel oder eine Kennung",
    "part of an author's name": "Teil eines Autorennamens",
    "an arXiv category such as cs.LG": "eine arXiv-Kategorie wie cs.LG",
    "no older than this: 2024, 2024-05 or 2024-05-31":
      "nicht älter als: 2024, 2024-05 oder 2024-05-31",
    "what comes first": "was zuerst kommt",
    "One paper in full, by id, link or title": "Ein Artikel ganz: nach Kennung, Link oder Titel",
    "an arXiv id, a link or a title": "eine arXiv-Kennung, ein Link oder ein Titel",
    "Papers like one that you name": "Artikel, die einem ähnlich sind",
    "Papers that a text links to, or nearest to its words":
      "Artikel, auf die ein Text verweist, oder die seinen Wörtern am nächsten sind",
    "Find papers in this message": "Artikel in dieser Nachricht",
    "What is hot now, and why": "Was gerade gefragt ist, und warum",
    "how far back": "wie weit zurück",
    "only papers on this": "nur Artikel dazu",
    "BibTeX of a paper": "BibTeX eines Artikels",
    "Vote for a paper here; it counts in trending":
      "Hier für einen Artikel stimmen; es zählt in „trending“",
    "Keep a paper on your own list": "Einen Artikel auf deiner Liste behalten",
    "Your own list of papers, private to you": "Deine eigene Liste, nur für dich",
    "as BibTeX to copy": "als BibTeX zum Kopieren",
    "Post papers in this channel every day": "Täglich Artikel in diesen Kanal schreiben",
    "local time of the post, such as 09:00": "Ortszeit der Nachricht, etwa 09:00",
    "time zone, such as Europe/Berlin": "Zeitzone, etwa Europe/Berlin",
    "papers in a post": "Artikel in einer Nachricht",
    "Daily posts: next, last, preview, pause, remove":
      "Tägliche Nachrichten: nächste, letzte, Vorschau, Pause, entfernen",
    "What you can ask, with examples": "Was du fragen kannst, mit Beispielen",
    "a message with links or ids, or any words":
      "eine Nachricht mit Links oder Kennungen, oder beliebige Wörter",
    "take your vote back": "deine Stimme zurücknehmen",
    "take it off the list instead": "stattdessen von der Liste nehmen",
    "daily, weekdays, or days such as mon,thu": "daily, weekdays oder Tage wie mon,thu",
    "only papers on these, with commas between; none for all":
      "nur Artikel zu diesen Themen, durch Kommas getrennt; none für alle",
    "no papers on these, with commas between; none for all":
      "keine Artikel zu diesen Themen, durch Kommas getrennt; none für alle",
    "least upvotes of a paper": "so viele Stimmen braucht ein Artikel mindestens",
    "on a day without papers": "an einem Tag ohne Artikel",
    "where to post; here if left out": "wohin; ohne Angabe hierher",
    "people to mention in each post; none for nobody":
      "wer in jeder Nachricht erwähnt wird; none für niemanden",
    "let each post ring instead of coming silently":
      "jede Nachricht meldet sich, statt still zu kommen",
    "publish it to the servers that follow this channel":
      "auch an die Server geben, die diesem Kanal folgen",
    "open a thread below each post": "unter jeder Nachricht einen Thread eröffnen",
    "what to do with one": "was mit einer geschehen soll",
    "its number in the list": "ihre Nummer in der Liste",
    "explain one command": "einen Befehl erklären",
  },
};
