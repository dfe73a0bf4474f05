// A group: one chat that all its members see, and whoever is chosen below it writes and presses.

import { el } from "./dom.js";
import { groupMenu } from "./group_dialogs.js";
import { t } from "./i18n.js";
import { keep, kept } from "./kept.js";
import { hue, Phone } from "./phone.js";
import { act, group, person, town } from "./town.js";

const NOBODY = { name: "", menu: [], started: true, blocked: false, gone: true, offline: false };
const OUTSIDE = new Set(["left", "kicked"]);

export class GroupPhone extends Phone {
  constructor(id, hands) {
    super(id, hands);
    this.topic = "";
    this.speakers = el("div", { class: "speakers", role: "radiogroup" });
    this.topics = el("select", { class: "topics", hidden: true, onchange: () => { this.topic = this.topics.value; } });
    this.composer.node.prepend(el("div", { class: "speaking" }, this.speakers, this.topics));
    this.drawHead();
  }

  get group() {
    return group(this.id);
  }

  get kind() {
    return "group";
  }

  get title() {
    return this.group.title;
  }

  get label() {
    return t("group-chat", { title: this.title });
  }

  get gone() {
    return this.group.gone;
  }

  get mark() {
    return OUTSIDE.has(this.group.bot) ? "🚫" : "";
  }

  // Those of the members who can write now.
  get able() {
    return this.group.gone ? [] : this.group.members.filter(({ id }) => person(id) && !person(id).gone && !person(id).offline);
  }

  get speaker() {
    const wanted = kept(`speaker.${this.id}`, null);
    return this.able.find(({ id }) => id === wanted) ?? this.able[0];
  }

  // The chosen member, as the composer wants to know a person.
  get person() {
    const { speaker } = this;
    return speaker ? { ...person(speaker.id), started: true, blocked: false, menu: speaker.menu } : NOBODY;
  }

  // Let somebody else write and press.
  choose(id) {
    if (this.speaker?.id === id) return;
    keep(`speaker.${this.id}`, id);
    this.composer.cancel();
    this.drawHead();
    this.composer.draw();
    this.chat.querySelectorAll(".row").forEach((row) => row.classList.toggle("own", this.messages.get(Number(row.dataset.id))?.by === id));
  }

  menu(anchor) {
    groupMenu(this, anchor);
  }

  isMine(message) {
    return message.by === this.speaker?.id;
  }

  isNews(message) {
    return message.bot || Boolean(message.data.text ?? message.data.caption);
  }

  author(message) {
    const name = message.bot ? town.bot.first_name : person(message.by)?.name ?? "…";
    return { name, hue: hue(message.by), topic: this.group.topics[message.data.message_thread_id] };
  }

  drawHead() {
    const { members, bot, gone } = this.group;
    const unread = this.unread;
    this.node.setAttribute("aria-label", this.title);
    this.name.textContent = this.title;
    this.about.textContent = t("group-members", { count: members.length, names: members.map(({ id }) => person(id)?.name ?? "…").join(", ") });
    this.badge.hidden = !unread;
    this.badge.textContent = unread;
    this.badge.setAttribute("aria-label", t("unread", { count: unread }));
    const state = gone ? "group-gone" : OUTSIDE.has(bot) ? "group-no-bot" : bot === "administrator" ? "group-bot-leads" : null;
    this.state.hidden = !state;
    this.state.className = `state ${bot === "administrator" && !gone ? "" : "blocked"}`;
    this.state.textContent = state ? t(state) : "";
    this.actions.setAttribute("aria-label", t("group-menu", { title: this.title }));
    this.actions.title = t("group-menu", { title: this.title });
    if (this.speakers) this.drawSpeakers();
  }

  drawSpeakers() {
    const { able, speaker, group: { forum, topics } } = this;
    const mark = JSON.stringify([able.map(({ id }) => person(id).name), speaker?.id, forum, topics, t("group-speaker")]);
    if (mark === this.drawnSpeakers) return;
    this.drawnSpeakers = mark;
    this.speakers.setAttribute("aria-label", t("group-speaker"));
    const focused = this.speakers.contains(document.activeElement);
    this.speakers.replaceChildren(...able.map(({ id }) => el("label", { class: "speaker", title: t("group-speaker") },
      el("input", { type: "radio", name: `speaker${this.id}`, value: String(id), checked: id === speaker.id, onchange: () => this.choose(id) }),
      el("span", { class: "avatar", "aria-hidden": "true", style: `--hue:${hue(id)}` }, [...person(id).name][0]), person(id).name)));
    if (focused) this.speakers.querySelector(":checked")?.focus();
    this.topics.hidden = !forum;
    this.topics.setAttribute("aria-label", t("group-topics"));
    this.topics.replaceChildren(el("option", { value: "" }, t("group-general")), ...Object.entries(topics).map(([id, name]) => el("option", { value: id }, name)));
    this.topics.value = this.topic;
  }

  place(message) {
    super.place(message);
    this.chat.querySelector(`[data-id="${message.id}"]`)?.classList.toggle("own", this.isMine(message));
  }

  welcome() {
    return { sign: "👥", title: this.title, words: t("group-empty") };
  }

  // Only who pressed sees the answer.
  answer(event) {
    const text = event.text ? `${event.text}\n👁 ${t("group-private", { name: person(event.by)?.name ?? "…" })}` : "";
    super.answer({ ...event, text });
  }

  async do(name, args = {}) {
    const where = name === "forward" ? { source: this.id } : { chat: this.id };
    const topic = name === "say" && this.topic ? { topic: Number(this.topic) } : {};
    this.chat.querySelector(".unread")?.remove();
    try {
      return await act(name, { person: this.speaker?.id, ...where, ...topic, ...args });
    } catch (error) {
      this.toast(error.message, "error");
      return null;
    }
  }
}
