// The page put together: header, tabs, phones, drawer, story.

import { newcomer } from "./dialogs.js";
import { Drawer } from "./drawer.js";
import { el, menu } from "./dom.js";
import { GroupPhone } from "./group.js";
import { LANGUAGES, lang, speak, t } from "./i18n.js";
import { keep, kept } from "./kept.js";
import { hue, Phone } from "./phone.js";
import { Show } from "./show.js";
import { group, load, on, person, town } from "./town.js";

const [top, tabs, room, side, bar] = ["top", "tabs", "phones", "drawer", "show"].map((id) => document.getElementById(id));
const narrow = matchMedia("(max-width: 760px)");
const phones = new Map();
const drawer = new Drawer(side);
const show = new Show(bar, phones);
let active = null;

const THEMES = ["auto", "light", "dark"];
const SIGNS = { auto: "◐", light: "☀", dark: "☾" };

// The header is built once; what changes in it is changed in place, so that no press and no focus is lost.
const chips = Object.fromEntries(["server", "bot", "filling"].map((id) => [id, el("span", { class: id === "filling" ? "chip" : "chip bad", role: "status", hidden: true })]));
const subtitle = el("p", {});
const words = { show: el("span", {}), person: el("span", {}) };
const buttons = {
  show: el("button", { type: "button", class: "primary", id: "show-me", "aria-haspopup": "menu", onclick: () => show.choose(buttons.show) }, "▶ ", words.show),
  add: el("button", { type: "button", id: "add", onclick: () => newcomer() }, "+ ", words.person),
  language: el("button", { type: "button", class: "icon wide", id: "language", "aria-haspopup": "menu", onclick: chooseLanguage }),
  theme: el("button", { type: "button", class: "icon", id: "theme", onclick: nextTheme }),
  curious: el("button", { type: "button", class: "icon", id: "curious", onclick: toggleDrawer }, "🔧"),
};
top.append(
  el("div", { class: "brand" }, el("img", { src: "/page/icon.svg", alt: "", width: 30, height: 30 }), el("div", {}, el("h1", {}, "Asar"), subtitle)),
  ...Object.values(chips), el("span", { class: "space" }), ...Object.values(buttons));

function named(button, text) {
  button.setAttribute("aria-label", text);
  button.title = text;
}

function drawTop() {
  const theme = kept("theme", "auto");
  document.title = t("title");
  document.documentElement.dataset.theme = theme;
  subtitle.textContent = t("subtitle");
  words.show.textContent = t("show-me");
  words.person.textContent = t("person");
  chips.server.textContent = t("no-server");
  chips.server.hidden = town.live || !town.epoch;
  chips.bot.textContent = t("bot-rests");
  chips.bot.hidden = town.running !== false || !town.live;
  chips.filling.textContent = t("filling");
  chips.filling.hidden = !town.filling;
  buttons.show.hidden = town.running === undefined; // a local Telegram without a demo round it
  buttons.show.disabled = Boolean(town.filling) || (Boolean(town.show) && town.show.step !== "failed");
  buttons.language.textContent = { kk: "Қаз", ru: "Рус", en: "Eng" }[lang()];
  buttons.theme.textContent = SIGNS[theme];
  buttons.curious.setAttribute("aria-expanded", String(drawer.open));
  named(buttons.show, t("show-me"));
  named(buttons.add, t("add-person"));
  named(buttons.language, t("page-language"));
  named(buttons.theme, t(`theme-${theme}`));
  named(buttons.curious, t("drawer"));
}

function chooseLanguage() {
  menu(buttons.language, LANGUAGES.map(([code, name]) => [code === lang() ? "✓" : "", name, () => {
    speak(code);
    redraw();
  }]));
}

function nextTheme() {
  keep("theme", THEMES[(THEMES.indexOf(kept("theme", "auto")) + 1) % THEMES.length]);
  drawTop();
}

function toggleDrawer() {
  drawer.toggle();
  keep("drawer", drawer.open);
  drawTop();
  buttons.curious.focus();
}

function tab({ id, kind, title }) {
  const badge = el("span", { class: "badge" });
  const state = el("span", {});
  const node = el("button", { type: "button", class: "tab", data: { chat: id }, onclick: () => activate(id, true) },
    el("span", { class: `avatar ${kind}`, "aria-hidden": "true", style: `--hue:${hue(id)}` }, [...title][0]), title, state, badge);
  return { node, badge, state };
}

// Neighbours whose phones nobody has asked for yet.
const aside = el("button", { type: "button", class: "tab", id: "aside", hidden: true, "aria-haspopup": "menu", onclick: chooseAside });
const resting = () => town.people.filter(({ id }) => !phones.has(id));

function chooseAside() {
  menu(aside, resting().map(({ id, name, label, place }) => ["👤", [name, place || (label && t(`label-${label}`))].filter(Boolean).join(" · "), () => activate(id, true)]));
}

function drawTabs() {
  tabs.setAttribute("aria-label", t("people"));
  for (const [id, phone] of phones) {
    if (!phone.tab) {
      phone.tab = tab(phone);
      tabs.append(phone.tab.node, aside);
    }
    const unread = phone.unread;
    phone.tab.node.setAttribute("aria-current", String(id === active));
    phone.tab.state.textContent = phone.mark;
    phone.tab.badge.hidden = !unread;
    phone.tab.badge.textContent = unread;
    phone.tab.badge.setAttribute("aria-label", t("unread", { count: unread }));
  }
  const others = resting().length;
  aside.hidden = !others;
  aside.textContent = t("aside", { count: others });
}

function activate(id, look = false) {
  if (!phones.has(id)) open(id);
  if (active !== id) {
    phones.get(active)?.setActive(false);
    active = id;
    keep("active", id);
    phones.get(id)?.setActive(true);
  }
  drawTabs();
  if (look) {
    phones.get(id)?.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    tabs.querySelector(`[data-chat="${id}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

// Puts a phone on the table; one that lay aside stays there from now on.
function open(id) {
  const one = person(id);
  if (!one && !group(id)) return;
  if (one?.aside) keep(`open.${town.epoch}.${id}`, true);
  const phone = new (one ? Phone : GroupPhone)(id, { activate, unreadChanged: drawTabs });
  phones.set(id, phone);
  room.append(phone.node);
  phone.toEnd();
  if (id === active) phone.setActive(true); // chosen before the town told of it
}

function settlePhones() {
  const here = new Set([...town.people, ...town.groups].map(({ id }) => id));
  for (const [id, phone] of phones) {
    if (here.has(id)) continue;
    phone.node.remove();
    phone.tab?.node.remove();
    phones.delete(id);
  }
  for (const one of [...town.people, ...town.groups]) {
    if (!phones.has(one.id) && (!one.aside || kept(`open.${town.epoch}.${one.id}`, false))) open(one.id);
  }
  if (!phones.has(active)) {
    const wanted = town.groups.find(({ was }) => was && was === active)?.id ?? kept("active", null);
    const first = phones.has(wanted) ? wanted : town.people[0]?.id;
    if (first) activate(first, true);
  }
}

function redraw() {
  drawTop();
  settlePhones();
  phones.forEach((phone) => phone.redraw());
  phones.get(active)?.setActive(true);
  drawTabs();
  if (drawer.open) drawer.draw();
  show.drawn = null;
  show.draw();
}

on("reset", () => {
  // What was there before this page was first opened counts as read.
  if (kept("epoch", "") !== town.epoch) {
    for (const [id, { messages }] of town.chats) if (kept(`read.${id}`, null) === null) keep(`read.${id}`, Math.max(0, ...messages.keys()));
    keep("epoch", town.epoch);
  }
  redraw();
});
on("town", () => {
  drawTop();
  settlePhones();
  phones.forEach((phone) => {
    phone.drawHead();
    phone.drawEmpty();
    phone.composer.draw();
  });
  drawTabs();
});
on("chat", (event) => phones.get(event.chat)?.happened(event));
on("live", drawTop);
document.addEventListener("asar:person", ({ detail }) => activate(detail, true));
document.addEventListener("asar:drawer", toggleDrawer);

drawTop();
if (kept("drawer", false) && !narrow.matches) drawer.toggle(true);
load();
