// The page put together: header, tabs, phones, drawer, story.

import { newcomer } from "./dialogs.js";
import { Drawer } from "./drawer.js";
import { el, menu } from "./dom.js";
import { LANGUAGES, lang, speak, t } from "./i18n.js";
import { keep, kept } from "./kept.js";
import { hue, Phone } from "./phone.js";
import { Show } from "./show.js";
import { load, on, town } from "./town.js";

const [top, tabs, room, side, bar] = ["top", "tabs", "phones", "drawer", "show"].map((id) => document.getElementById(id));
const narrow = matchMedia("(max-width: 760px)");
const phones = new Map();
const drawer = new Drawer(side);
const show = new Show(bar, phones);
let active = null;

const THEMES = ["auto", "light", "dark"];
const SIGNS = { auto: "◐", light: "☀", dark: "☾" };

function drawTop() {
  document.title = t("title");
  const theme = kept("theme", "auto");
  document.documentElement.dataset.theme = theme;
  const code = lang();
  top.replaceChildren(
    el("div", { class: "brand" }, el("img", { src: "/page/icon.svg", alt: "", width: 30, height: 30 }), el("div", {}, el("h1", {}, "Asar"), el("p", {}, t("subtitle")))),
    el("span", { class: "chip bad", hidden: town.live || !town.epoch, role: "status" }, t("no-server")),
    el("span", { class: "chip bad", hidden: town.running || !town.live, role: "status" }, t("bot-rests")),
    el("span", { class: "chip", hidden: !town.filling, role: "status" }, t("filling")),
    el("span", { class: "space" }),
    el("button", { type: "button", class: "primary", id: "show-me", disabled: Boolean(town.show) && town.show.step !== "failed", onclick: () => show.start() }, "▶ ", el("span", {}, t("show-me"))),
    el("button", { type: "button", id: "add", "aria-label": t("add-person"), title: t("add-person"), onclick: () => newcomer() }, "+ ", el("span", {}, t("person"))),
    el("button", {
      type: "button", class: "icon wide", id: "language", "aria-label": t("page-language"), title: t("page-language"), "aria-haspopup": "menu",
      onclick: (event) => menu(event.currentTarget, LANGUAGES.map(([each, name]) => [each === code ? "✓" : "", name, () => { speak(each); redraw(); }])),
    }, { kk: "Қаз", ru: "Рус", en: "Eng" }[code]),
    el("button", {
      type: "button", class: "icon", id: "theme", "aria-label": t(`theme-${theme}`), title: t(`theme-${theme}`),
      onclick: () => { keep("theme", THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]); drawTop(); },
    }, SIGNS[theme]),
    el("button", { type: "button", class: "icon", id: "curious", "aria-label": t("drawer"), title: t("drawer"), "aria-expanded": String(drawer.open), onclick: toggleDrawer }, "🔧"),
  );
}

function toggleDrawer() {
  drawer.toggle();
  keep("drawer", drawer.open);
  drawTop();
  document.getElementById("curious").focus();
}

function drawTabs() {
  tabs.setAttribute("aria-label", t("people"));
  const focused = tabs.contains(document.activeElement) ? document.activeElement.dataset.person : null;
  tabs.replaceChildren(...[...phones.values()].map((phone) => {
    const { id, name, offline, blocked } = phone.person;
    const unread = phone.unread;
    return el("button", { type: "button", class: "tab", data: { person: id }, "aria-current": id === active ? "true" : "false", onclick: () => activate(id, true) },
      el("span", { class: "avatar", "aria-hidden": "true", style: `--hue:${hue(id)}` }, [...name][0]), name, offline ? " 📵" : "", blocked ? " 🚫" : "",
      unread > 0 && el("span", { class: "badge", "aria-label": t("unread", { count: unread }) }, unread));
  }));
  if (focused) tabs.querySelector(`[data-person="${focused}"]`)?.focus();
}

function activate(id, look = false) {
  if (active !== id) {
    phones.get(active)?.setActive(false);
    active = id;
    keep("active", id);
    phones.get(id)?.setActive(true);
    if (narrow.matches) phones.get(id)?.toEnd();
  }
  drawTabs();
  if (look) {
    phones.get(id)?.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    tabs.querySelector(`[data-person="${id}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

function settlePhones() {
  const here = new Set(town.people.map(({ id }) => id));
  for (const [id, phone] of phones) {
    if (here.has(id)) continue;
    phone.node.remove();
    phones.delete(id);
  }
  for (const { id } of town.people) {
    if (phones.has(id)) continue;
    const phone = new Phone(id, { activate, unreadChanged: drawTabs });
    phones.set(id, phone);
    room.append(phone.node);
    phone.toEnd();
  }
  if (!phones.has(active)) {
    const wanted = kept("active", null);
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
