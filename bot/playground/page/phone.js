// One phone: header, chat, what lies below it. It draws what the town tells and asks the town for acts.

import { Composer } from "./composer.js";
import { openLink, personMenu, pickTown } from "./dialogs.js";
import { el, menu } from "./dom.js";
import { day, dayKey, t } from "./i18n.js";
import { keep, kept } from "./kept.js";
import { bubble, keyboard } from "./message.js";
import { act, person, town } from "./town.js";

const NEAR_END = 80; // pixels from the end within which a chat follows what comes
const BUSY = 15000; // milliseconds a pressed button waits for an answer

export class Phone {
  constructor(id, { activate, unreadChanged }) {
    this.id = id;
    this.activate = activate;
    this.unreadChanged = unreadChanged;
    this.active = false;
    this.follows = true; // the chat goes along with what comes, until somebody scrolls up
    this.scrolledTo = 0;
    this.busy = new Map(); // press -> button
    this.answered = new Set();
    this.chat = el("div", { class: "chat", role: "log", "aria-live": "off", tabindex: "0", onscroll: () => this.scrolled() });
    this.toasts = el("div", { class: "toasts", role: "status", "aria-live": "polite" });
    this.down = el("button", { type: "button", class: "down", hidden: true, onclick: () => this.toEnd(true) });
    this.name = el("span", {});
    this.badge = el("span", { class: "badge", hidden: true });
    this.about = el("p", {});
    this.state = el("span", { hidden: true });
    this.actions = el("button", { type: "button", class: "icon", "aria-haspopup": "menu", onclick: () => this.menu(this.actions) }, "⋮");
    this.head = el("header", { class: "phone-head" },
      el("span", { class: `avatar ${this.kind}`, "aria-hidden": "true", style: `--hue:${hue(id)}` }, [...this.title][0]),
      el("div", { class: "who" }, el("h2", {}, this.name, this.badge), this.about), this.state, this.actions);
    this.composer = new Composer(this);
    this.node = el("section", { class: `phone ${this.kind}`, data: { [this.kind]: id }, onpointerdown: () => activate(id), onfocusin: () => activate(id) },
      this.head, el("div", { class: "screen" }, this.chat, this.down, this.toasts), this.composer.node);
    this.hands = {
      press: (message, button, node) => this.press(message, button, node),
      menu: (message, anchor) => this.messageMenu(message, anchor),
      mine: (message) => this.isMine(message),
      author: (message) => this.author(message),
      command: (text) => this.do("say", { text }),
      open: (url, event) => openLink(this, url, event),
    };
    // Whatever makes the chat shorter or longer, it stays at its end.
    new ResizeObserver(() => this.follows && this.toEnd()).observe(this.chat);
    this.redraw();
  }

  get person() {
    return person(this.id);
  }

  // A chat with the bot is a person's own; see group.js for the other kind.
  get kind() {
    return "person";
  }

  get title() {
    return this.person.name;
  }

  get gone() {
    return this.person.gone;
  }

  get label() { return t("chat-of", { name: this.title }); }

  get mark() {
    const { blocked, offline } = this.person;
    return blocked ? "🚫" : offline ? "📵" : "";
  }

  menu(anchor) {
    personMenu(this, anchor);
  }

  isMine(message) {
    return !message.bot;
  }

  // Whose words a message is, where that is not plain to see.
  author() {
    return null;
  }

  isNews(message) {
    return message.bot;
  }

  get messages() {
    return town.chats.get(this.id)?.messages ?? new Map();
  }

  get unread() {
    const read = kept(`read.${this.id}`, 0);
    return [...this.messages.values()].filter((message) => this.isNews(message) && !message.deleted && message.id > read).length;
  }

  // -- drawing

  redraw() {
    this.drawHead();
    this.chat.setAttribute("aria-label", this.label);
    this.chat.replaceChildren();
    this.lastDay = null;
    for (const message of this.messages.values()) this.place(message);
    this.drawEmpty();
    this.composer.draw();
    this.toEnd();
  }

  // The nodes stay the same, so that a press on them or the focus is not lost when something changes.
  drawHead() {
    const { name, label, place, offline, blocked, gone } = this.person;
    const state = gone ? "gone" : blocked ? "blocked" : offline ? "offline" : null;
    const unread = this.unread;
    this.node.setAttribute("aria-label", name);
    this.node.classList.toggle("is-offline", offline);
    this.name.textContent = name;
    this.about.textContent = [label && t(`label-${label}`), place].filter(Boolean).join(" · ");
    this.badge.hidden = !unread;
    this.badge.textContent = unread;
    this.badge.setAttribute("aria-label", t("unread", { count: unread }));
    this.state.hidden = !state;
    this.state.className = `state ${state}`;
    this.state.textContent = state ? t(`state-${state}`) : "";
    this.actions.setAttribute("aria-label", t("person-menu", { name }));
    this.actions.title = t("person-menu", { name });
  }

  drawEmpty() {
    this.chat.querySelector(".empty")?.remove();
    if (this.messages.size) return;
    const { sign, title, words } = this.welcome();
    this.chat.append(el("div", { class: "empty" }, el("p", { class: "hand", "aria-hidden": "true" }, sign), el("h3", {}, title), el("p", {}, words)));
  }

  // What an empty chat shows.
  welcome() {
    return { sign: "🤝", title: town.bot.first_name, words: town.about[this.person.language] ?? town.about[""] ?? "" };
  }

  place(message) {
    const old = this.chat.querySelector(`[data-id="${message.id}"]`);
    if (old) {
      const node = bubble(message, this.hands);
      node.classList.add("changed");
      return old.replaceWith(node);
    }
    const key = dayKey(message.data.date);
    if (key !== this.lastDay) this.chat.append(el("p", { class: "day" }, day(message.data.date)));
    this.lastDay = key;
    this.chat.append(bubble(message, this.hands));
  }

  // -- what happens

  happened(event) {
    if (event.message || event.kind === "delete") {
      const message = this.messages.get(event.message_id);
      const isNew = event.kind === "message";
      this.chat.querySelector(".empty")?.remove();
      if (isNew && this.isNews(message) && !this.active) this.markUnread();
      this.place(message);
      if (isNew) this.chat.lastElementChild.classList.add("new");
      if (this.follows || (isNew && this.isMine(message))) this.toEnd(isNew);
      else this.drawDown();
      if (this.active) this.read();
    }
    if (event.kind === "toast" || event.kind === "answered") this.answer(event);
    this.composer.draw();
    this.drawHead();
    this.unreadChanged();
  }

  markUnread() {
    if (!this.chat.querySelector(".unread")) this.chat.append(el("p", { class: "unread" }, t("new-messages")));
  }

  read() {
    const newest = Math.max(0, ...this.messages.keys());
    if (newest > kept(`read.${this.id}`, 0)) keep(`read.${this.id}`, newest);
  }

  setActive(active) {
    this.active = active;
    this.node.classList.toggle("active", active);
    this.chat.setAttribute("aria-live", active ? "polite" : "off");
    if (!active) return;
    this.read();
    this.drawHead();
    this.unreadChanged();
  }

  toEnd(smooth = false) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.chat.scrollTo({ top: this.chat.scrollHeight, behavior: smooth && !calm ? "smooth" : "instant" });
    this.follows = true;
    this.drawDown();
  }

  scrolled() {
    const up = this.chat.scrollTop < this.scrolledTo;
    this.scrolledTo = this.chat.scrollTop;
    if (this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < NEAR_END) this.follows = true;
    else if (up) this.follows = false;
    this.drawDown();
  }

  drawDown() {
    this.down.hidden = this.follows;
    this.down.setAttribute("aria-label", t("to-end"));
    this.down.replaceChildren("↓", ...(this.unread ? [el("span", { class: "badge" }, this.unread)] : []));
  }

  // -- what the person does

  // Ask for an act of this person; what is refused is shown as a toast.
  async do(name, args = {}) {
    this.chat.querySelector(".unread")?.remove();
    try {
      return await act(name, { person: this.id, ...args });
    } catch (error) {
      this.toast(error.message, "error");
      return null;
    }
  }

  async press(message, button, node) {
    if (button.url) return openLink(this, button.url);
    if (button.copy_text) {
      await navigator.clipboard?.writeText(button.copy_text.text).catch(() => {});
      return this.toast(t("copied"));
    }
    if (this.person.offline) return this.toast(t("no-network"));
    node.classList.add("busy");
    const pressed = await this.do("press", { message_id: message.id, data: button.callback_data, forged: true });
    const press = pressed?.callback_query_id;
    if (!press || this.answered.delete(press)) return node.classList.remove("busy");
    this.busy.set(press, node);
    setTimeout(() => this.settle(press), BUSY);
  }

  settle(press) {
    this.busy.get(press)?.classList.remove("busy");
    return this.busy.delete(press);
  }

  answer(event) {
    if (!this.settle(event.press)) this.answered.add(event.press);
    if (event.alert) this.alert(event.text);
    else if (event.text) this.toast(event.text);
  }

  async tap(key) {
    if (this.person.offline) return this.toast(t("no-network"));
    if (!key.request_location) return this.do("tap", { label: key.text });
    const place = await pickTown();
    if (place) await this.do("tap", { label: key.text, latitude: place.latitude, longitude: place.longitude });
  }

  // -- what the phone shows over the chat

  toast(text, kind = "") {
    const node = el("p", { class: `toast ${kind}` }, text);
    this.toasts.append(node);
    setTimeout(() => node.remove(), 2500 + text.length * 45);
  }

  alert(text) {
    const close = () => {
      node.remove();
      this.composer.focus();
    };
    const node = el("div", { class: "alert", role: "alertdialog", "aria-label": text },
      el("p", {}, text), el("button", { type: "button", class: "primary", onclick: close }, "OK"));
    this.toasts.append(node);
    if (this.active) node.querySelector("button").focus({ preventScroll: true });
  }

  messageMenu(message, anchor) {
    const text = message.data.text ?? message.data.caption;
    const items = [["↩", t("reply"), () => this.composer.reply(message)]];
    if (this.isMine(message) && text) items.push(["✎", t("edit"), () => this.composer.edit(message)]);
    if (!message.data.has_protected_content) items.push(["↪", t("forward"), () => this.do("forward", { message_id: message.id })]);
    if (message.was) items.push(["⌛", t("show-old-buttons"), () => this.showOld(message)]);
    menu(anchor, items);
  }

  showOld(message) {
    const row = this.chat.querySelector(`[data-id="${message.id}"]`);
    if (row && !row.querySelector(".keys.old")) row.append(keyboard(message.was, message, this.hands, true));
    row?.querySelector(".keys.old button")?.focus();
  }
}

export const hue = (id) => (id * 47) % 360;
