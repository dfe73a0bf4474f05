// What can be done with a group: made, joined, left, upgraded; the bot added, made an administrator, thrown out.

import { el, menu, modal } from "./dom.js";
import { t } from "./i18n.js";
import { act, person, town } from "./town.js";

const label = (role) => (role ? t(`label-${role}`) : "");

export function groupMenu(phone, anchor) {
  const { id, bot, type, forum, gone, members } = phone.group;
  if (gone) return;
  const here = new Set(members.map((one) => one.id));
  const others = town.people.filter((one) => !here.has(one.id) && !one.gone);
  const ask = (name, args = {}) => act(name, { chat: id, ...args }).catch((error) => phone.toast(error.message, "error"));
  const status = (to) => ask("bot_status", { status: to });
  const inside = bot === "member" || bot === "administrator";
  menu(anchor, [
    others.length && ["➕", t("group-add"), () => pick(t("group-add"), others, (who) => ask("member_status", { person: who, status: "member" }))],
    members.length > 1 && ["➖", t("group-leave"), () => pick(t("group-leave"), members.map((one) => person(one.id)), (who) => ask("member_status", { person: who, status: "left" }))],
    inside
      ? ["🚫", t("group-bot-out"), () => status("kicked")]
      : ["🤝", t("group-bot-in"), () => status("member")],
    inside && (bot === "member" ? ["⭐", t("group-bot-up"), () => status("administrator")] : ["☆", t("group-bot-down"), () => status("member")]),
    type === "group" && ["⬆", t("group-upgrade"), () => ask("migrate")],
    forum && ["🧵", t("group-new-topic"), () => newTopic(phone, ask)],
  ].filter(Boolean));
}

function pick(title, people, chosen) {
  return modal(title, (close) => el("div", { class: "choices" }, people.map(({ id, name, label: role, place }) =>
    el("button", { type: "button", onclick: () => { close(); chosen(id); } }, el("b", {}, name), el("small", {}, [label(role), place].filter(Boolean).join(" · "))))));
}

async function newTopic(phone, ask) {
  const name = await modal(t("group-new-topic"), (close) => {
    const input = el("input", { required: true, maxlength: "128", autocomplete: "off", name: "topic" });
    return el("form", { onsubmit: (event) => { event.preventDefault(); close(input.value.trim()); } },
      el("label", { class: "field" }, el("span", {}, t("group-name")), input),
      el("div", { class: "actions" }, el("button", { type: "button", onclick: () => close() }, t("cancel")), el("button", { type: "submit", class: "primary" }, t("add"))));
  });
  if (name) await ask("add_topic", { person: phone.speaker.id, name });
}

// Somebody makes a group with the bot and others.
export function newGroup(phone) {
  const others = town.people.filter(({ id, gone }) => id !== phone.id && !gone);
  return modal(t("group-new"), (close) => {
    const title = el("input", { required: true, maxlength: "128", autocomplete: "off", name: "title" });
    const kind = el("select", { name: "kind" }, ["supergroup", "group", "forum"].map((each) => el("option", { value: each }, t(`group-kind-${each}`))));
    const boxes = others.map(({ id, name, label: role, place }) => {
      const box = el("input", { type: "checkbox", value: String(id) });
      return el("label", { class: "check" }, box, el("b", {}, name), el("small", {}, [label(role), place].filter(Boolean).join(" · ")));
    });
    const problem = el("p", { class: "problem", role: "alert" });
    const submit = async (event) => {
      event.preventDefault();
      const chosen = boxes.map((each) => each.querySelector("input")).filter((box) => box.checked).map((box) => Number(box.value));
      try {
        const type = kind.value === "forum" ? "supergroup" : kind.value;
        const made = await act("add_group", { title: title.value.trim(), members: [phone.id, ...chosen], type, forum: kind.value === "forum" });
        close(made);
        document.dispatchEvent(new CustomEvent("asar:person", { detail: made.id }));
      } catch (error) {
        problem.textContent = error.message;
      }
    };
    return el("form", { onsubmit: submit },
      el("p", { class: "hint" }, t("group-new-hint")),
      el("label", { class: "field" }, el("span", {}, t("group-name")), title),
      el("label", { class: "field" }, el("span", {}, t("group-kind")), kind),
      el("fieldset", { class: "field" }, el("legend", {}, t("group-who")), boxes),
      problem,
      el("div", { class: "actions" }, el("button", { type: "button", onclick: () => close() }, t("cancel")), el("button", { type: "submit", class: "primary" }, t("add"))));
  });
}
