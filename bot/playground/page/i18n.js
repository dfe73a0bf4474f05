// The page's own words. What the bot and people write is theirs, in the language they chose.

import { keep, kept } from "./kept.js";
import en from "./texts/en.js";
import kk from "./texts/kk.js";
import ru from "./texts/ru.js";

const TEXTS = { kk, ru, en };
export const LANGUAGES = [["kk", "Қазақша"], ["ru", "Русский"], ["en", "English"]];
export const ZONE = "Asia/Almaty";

let language = kept("language", null) ?? navigator.languages?.map((code) => code.slice(0, 2)).find((code) => code in TEXTS) ?? "ru";
document.documentElement.lang = language;

export const lang = () => language;

export function speak(code) {
  language = code;
  keep("language", code);
  document.documentElement.lang = code;
}

// `t("unread", { count: 3 })`: the text with its {fields} filled in.
export function t(id, fields = {}) {
  return TEXTS[language][id].replace(/\{(\w+)\}/g, (whole, name) => fields[name] ?? whole);
}

const DAYS = {
  kk: ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
};

const zoned = (seconds, options, locale = "en-GB") =>
  new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(seconds * 1000);

export const time = (seconds) => zoned(seconds, { hour: "2-digit", minute: "2-digit" });
export const dayKey = (seconds) => zoned(seconds, { dateStyle: "short" });

// "23 November": browsers without Kazakh would answer in another language, so its months are here.
export function day(seconds) {
  if (language !== "kk") return zoned(seconds, { day: "numeric", month: "long" }, language === "en" ? "en-GB" : "ru");
  const [number, month] = zoned(seconds, { day: "numeric", month: "numeric" }).split("/");
  return `${Number(number)} ${DAYS.kk[Number(month) - 1]}`;
}
