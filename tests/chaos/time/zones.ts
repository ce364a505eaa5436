/**
 * Names that Intl knows without listing them, because to its list they are other names of the same place: those
 * that people type most, and those that the time zone database renamed.
 */
const ALIASES = [
  ...["UTC", "GMT", "Etc/UTC", "Etc/GMT+12", "Etc/GMT-14", "CET", "EET", "MET", "WET"],
  ...["EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "US/Eastern", "US/Central", "US/Mountain"],
  ...["US/Pacific", "US/Alaska", "US/Hawaii", "US/Arizona", "Canada/Atlantic", "Canada/Pacific"],
  ...["America/Argentina/Buenos_Aires", "America/Indiana/Indianapolis", "America/Nuuk"],
  ...["America/Godthab", "America/Atikokan", "Asia/Kolkata", "Asia/Calcutta", "Asia/Kathmandu"],
  ...["Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Yangon", "Asia/Rangoon", "Asia/Katmandu"],
  ...["Asia/Istanbul", "Asia/Tel_Aviv", "Atlantic/Faroe", "Atlantic/Faeroe", "Africa/Asmara"],
  ...["Australia/ACT", "Australia/LHI", "Australia/NSW", "Brazil/East", "Chile/EasterIsland"],
  ...["Cuba", "Egypt", "Eire", "Europe/Kyiv", "Europe/Kiev", "Europe/Belfast", "Europe/Nicosia"],
  ...["Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "NZ", "NZ-CHAT", "Navajo"],
  ...["PRC", "Pacific/Kanton", "Pacific/Enderbury", "Pacific/Samoa", "Poland", "Portugal", "ROK"],
  ...["Singapore", "Turkey", "W-SU", "Zulu"],
];

/** Every zone that a channel may have: all that Intl lists, and the other names it takes. */
export const ZONES: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf("timeZone"), ...ALIASES]),
];
