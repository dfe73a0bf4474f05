// What opens over the page: people's and attachment menus, newcomers, places, contacts, links.

import { el, menu, modal } from "./dom.js";
import { isSafe } from "./entities.js";
import { newGroup } from "./group_dialogs.js";
import { lang, t } from "./i18n.js";
import { drawing } from "./photo.js";
import { ABROAD, named, REGIONS } from "./regions.js";
import { act, town } from "./town.js";

const field = (label, control) => el("label", { class: "field" }, el("span", {}, label), control);

const actions = (close, label) => el("div", { class: "actions" },
  el("button", { type: "button", onclick: () => close() }, t("cancel")),
  el("button", { type: "submit", class: "primary" }, label));

// -- the menu of a phone

export function personMenu(phone, anchor) {
  const { offline, blocked } = phone.person;
  menu(anchor, [
    offline
      ? ["📶", t("go-online"), async () => { await phone.do("offline", { on: false }); await phone.composer.sendQueue(); }]
      : ["📵", t("go-offline"), () => phone.do("offline", { on: true })],
    blocked ? ["🔓", t("unblock"), () => phone.do("unblock")] : ["🚫", t("block"), () => phone.do("block")],
    ["👥", t("group-new"), () => newGroup(phone)],
    ["🔗", t("open-link"), () => typeLink(phone)],
    ["🌐", t("app-language", { language: phone.person.language === "kk" ? "Русский" : "Қазақша" }),
      () => phone.do("change_person", { language_code: phone.person.language === "kk" ? "ru" : "kk" })],
  ]);
}

async function typeLink(phone) {
  const typed = await modal(t("open-link"), (close) => {
    const input = el("input", { required: true, placeholder: `https://t.me/${town.bot.username}?start=…`, autocomplete: "off" });
    return el("form", { onsubmit: (event) => { event.preventDefault(); close(input.value.trim()); } },
      field(t("link-or-code"), input), actions(close, t("open")));
  });
  if (typed) await phone.do("start", { payload: payloadOf(typed) ?? typed.replace(/^.*start=/, "") });
}

// -- what can be attached

export function attachMenu(phone, anchor) {
  const send = (kind) => phone.do("send_media", { kind });
  if (phone.person.offline) return phone.toast(t("no-network"));
  return menu(anchor, [
    ["🖼", t("send-photo"), async () => phone.do("send_media", { kind: "photo", data: await drawing() })],
    ["📁", t("send-file"), () => choosePhoto(phone)],
    ["🎤", t("send-voice"), () => send("voice")],
    ["🌷", t("send-sticker"), () => send("sticker")],
    ["📄", t("send-document"), () => send("document")],
    ["📍", t("send-location"), () => sendLocation(phone)],
    ["📱", t("own-contact"), () => phone.do("share_contact")],
    ["👥", t("other-contact"), () => otherContact(phone)],
  ]);
}

function choosePhoto(phone) {
  const input = el("input", { type: "file", accept: "image/png,image/jpeg,image/webp,image/gif" });
  input.addEventListener("change", () => {
    const reader = new FileReader();
    reader.onload = () => phone.do("send_media", { kind: "photo", data: reader.result.split(",")[1] });
    if (input.files[0]) reader.readAsDataURL(input.files[0]);
  });
  input.click();
}

async function sendLocation(phone) {
  const place = await pickTown();
  if (place) await phone.do("share_location", { latitude: place.latitude, longitude: place.longitude });
}

// A place from a list: resolves with {latitude, longitude}.
export function pickTown() {
  return modal(t("where"), (close) => el("div", { class: "choices" }, [...REGIONS, ...ABROAD].map((region) =>
    el("button", { type: "button", onclick: () => close(region) }, el("b", {}, named(region.town)), el("small", {}, named(region))))));
}

function otherContact(phone) {
  return modal(t("other-contact"), (close) => {
    const send = (args) => { close(); phone.do("share_contact", args); };
    const others = town.people.filter(({ id }) => id !== phone.id);
    return el("div", { class: "choices" },
      others.map(({ id, name, phone: number }) => el("button", { type: "button", onclick: () => send({ of: id }) }, el("b", {}, name), el("small", {}, number))),
      el("button", { type: "button", onclick: () => send({ foreign: true, first_name: "Сәуле", phone: "+77015550101" }) },
        el("b", {}, "Сәуле"), el("small", {}, `+7 701 555 01 01 · ${t("no-telegram")}`)));
  });
}

// -- links

// The start payload of a link to the bot, also of one inside a "share" link; null when it is another link.
export function payloadOf(url) {
  let link;
  try {
    link = new URL(/^[a-z]+:/i.test(url) ? url : `https://${url}`);
  } catch {
    return null;
  }
  if (link.hostname !== "t.me") return null;
  if (link.pathname === "/share/url") return payloadOf(link.searchParams.get("url") ?? "");
  return link.pathname === `/${town.bot.username}` ? link.searchParams.get("start") : null;
}

// A tap on a link: one to the bot asks who opens it; others open in a new tab.
export async function openLink(phone, url, event) {
  const payload = payloadOf(url);
  if (payload === null) {
    if (!event && isSafe(url)) window.open(url, "_blank", "noopener");
    return;
  }
  event?.preventDefault();
  const chosen = await modal(t("who-opens"), (close) => [
    el("p", { class: "hint" }, t("who-opens-hint")),
    el("div", { class: "choices" },
      town.people.map(({ id, name, label, place }) => el("button", { type: "button", onclick: () => close(id) },
        el("b", {}, name), el("small", {}, [label && t(`label-${label}`), place].filter(Boolean).join(" · ")))),
      el("button", { type: "button", onclick: () => close("new") }, el("b", {}, `+ ${t("somebody-new")}`))),
  ]);
  if (chosen === "new") {
    const person = await newcomer({ withRole: false });
    if (person) await act("start", { person: person.id, payload });
  } else if (chosen) {
    await act("start", { person: chosen, payload });
    document.dispatchEvent(new CustomEvent("asar:person", { detail: chosen }));
  }
}

// -- newcomers

// Asks who moves in, and lets them; resolves with the person. With a role they join by a link the admin makes.
export async function newcomer({ withRole = true } = {}) {
  const alone = town.running === undefined; // nobody is there who could invite
  return modal(t("add-person"), (close) => {
    const name = el("input", { required: true, maxlength: "64", autocomplete: "off", name: "name" });
    const language = el("select", { name: "language" }, el("option", { value: "kk" }, "Қазақша"), el("option", { value: "ru" }, "Русский"));
    if (lang() === "ru") language.value = "ru";
    const role = el("select", { name: "role" }, ["parent", "volunteer", "coordinator"].map((each) => el("option", { value: each }, t(`label-${each}`))));
    const region = el("select", { name: "region" }, REGIONS.map((each, place) => el("option", { value: String(place) }, named(each))));
    region.value = String(REGIONS.findIndex(({ kk }) => kk === "Түркістан облысы"));
    const where = field(t("region"), region);
    const hint = el("p", { class: "hint" }, t("joins-by-link"));
    const problem = el("p", { class: "problem", role: "alert" });
    const shown = () => { where.hidden = hint.hidden = role.value === "parent"; };
    role.addEventListener("change", shown);
    shown();
    const submit = async (event) => {
      event.preventDefault();
      form.inert = true;
      problem.textContent = "";
      try {
        const { kk, ru } = REGIONS[Number(region.value)];
        const person = alone
          ? await act("add_person", { first_name: name.value, language_code: language.value })
          : await act("newcomer", { name: name.value, language: language.value, role: role.value, region: [kk, ru] });
        document.dispatchEvent(new CustomEvent("asar:person", { detail: person.id }));
        close(person);
      } catch (error) {
        problem.textContent = error.message;
        form.inert = false;
      }
    };
    const form = el("form", { onsubmit: submit }, field(t("name"), name), field(t("language"), language),
      withRole && !alone && [field(t("role"), role), where, hint], problem, actions(close, t("add")));
    return form;
  });
}
