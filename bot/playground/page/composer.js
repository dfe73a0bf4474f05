// What lies below a chat: the input field, the command menu, the reply keyboard, what can be attached.

import { attachMenu } from "./dialogs.js";
import { el } from "./dom.js";
import { t } from "./i18n.js";
import { keep, kept } from "./kept.js";
import { summary } from "./message.js";
import { town } from "./town.js";

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.editing = null;
    this.replying = null;
    this.hideKeys = false;
    this.chosen = 0;
    this.input = el("textarea", { rows: 1, enterkeyhint: "send", autocomplete: "off", oninput: () => this.typed(), onkeydown: (event) => this.key(event) });
    this.commands = el("div", { class: "commands", role: "listbox", hidden: true });
    this.bar = el("div", { class: "bar", hidden: true });
    this.waiting = el("div", { class: "waiting", hidden: true });
    this.keys = el("div", { class: "reply-keys", role: "group", hidden: true });
    this.slash = el("button", { type: "button", class: "icon", onclick: () => this.openCommands() }, "/");
    this.toggle = el("button", { type: "button", class: "icon", hidden: true, onclick: () => this.toggleKeys() }, "⌨");
    this.attach = el("button", { type: "button", class: "icon", "aria-haspopup": "menu", onclick: () => attachMenu(this.phone, this.attach) }, "📎");
    this.send = el("button", { type: "submit", class: "send" }, "➤");
    this.form = el("form", { class: "composer", onsubmit: (event) => this.submit(event) }, this.slash, this.attach, this.input, this.toggle, this.send);
    this.big = el("button", { type: "button", class: "big", hidden: true, onclick: () => this.startOrUnblock() });
    this.node = el("footer", {}, this.commands, this.waiting, this.bar, this.form, this.big, this.keys);
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  draw() {
    const { person } = this.phone;
    const idle = !person.started || person.blocked || person.gone;
    this.form.hidden = idle;
    this.big.hidden = !idle || person.gone;
    this.big.textContent = person.blocked ? t("unblock-big") : t("start-big");
    this.input.setAttribute("aria-label", t("write-as", { name: person.name }));
    for (const [button, id] of [[this.slash, "commands"], [this.toggle, "keys"], [this.attach, "attach"], [this.send, "send"]]) {
      button.setAttribute("aria-label", t(id));
      button.title = t(id);
    }
    this.drawKeys(idle);
    this.drawWaiting();
  }

  drawKeys(idle) {
    const keyboard = town.chats.get(this.phone.id)?.keyboard;
    const rows = keyboard?.keyboard ?? [];
    const mark = JSON.stringify(rows);
    if (mark !== this.shownKeys) {
      this.shownKeys = mark;
      this.hideKeys = false;
      this.keys.setAttribute("aria-label", t("keys"));
      this.keys.replaceChildren(...rows.map((row) => el("div", { class: "keyrow" }, row.map((key) =>
        el("button", { type: "button", data: { tap: key.text }, onclick: () => this.phone.tap(key) }, key.text)))));
    }
    const hidden = idle || !rows.length || this.hideKeys || Boolean(keyboard?.folded);
    this.keys.hidden = hidden;
    this.toggle.hidden = !rows.length;
    this.input.placeholder = keyboard?.input_field_placeholder ?? t("message");
  }

  toggleKeys() {
    const keyboard = town.chats.get(this.phone.id)?.keyboard;
    if (keyboard?.folded) keyboard.folded = false;
    else this.hideKeys = !this.hideKeys;
    this.draw();
  }

  // -- texts written without a network: they go out when it is back

  get queue() {
    return kept(`queue.${town.epoch}.${this.phone.id}`, []);
  }

  set queue(texts) {
    keep(`queue.${town.epoch}.${this.phone.id}`, texts);
  }

  drawWaiting() {
    const texts = this.queue;
    this.waiting.hidden = !texts.length;
    this.waiting.replaceChildren(...texts.map((text) => el("p", {}, `🕓 ${text}`)));
  }

  async sendQueue() {
    const texts = this.queue;
    this.queue = [];
    for (const text of texts) await this.phone.do("say", { text });
    this.drawWaiting();
  }

  // -- typing

  // The field is as high as what is in it.
  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }

  typed() {
    this.fit();
    const text = this.input.value;
    const found = /^\/\w*$/.test(text) ? this.phone.person.menu.filter(({ command }) => `/${command}`.startsWith(text.toLowerCase())) : [];
    this.chosen = 0;
    this.commands.hidden = !found.length;
    this.commands.setAttribute("aria-label", t("commands"));
    this.commands.replaceChildren(...found.map(({ command, description }) => el("button", {
      type: "button", role: "option", tabindex: "-1", onclick: () => this.sendText(`/${command}`),
    }, el("b", {}, `/${command}`), el("span", {}, description))));
    this.mark();
  }

  openCommands() {
    const open = !this.commands.hidden;
    this.input.value = open ? "" : "/";
    this.focus();
    this.typed();
  }

  mark() {
    [...this.commands.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === this.chosen));
      if (place === this.chosen) option.scrollIntoView({ block: "nearest" });
    });
  }

  key(event) {
    const options = this.commands.hidden ? [] : [...this.commands.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (options.length && step) {
      event.preventDefault();
      this.chosen = (this.chosen + step + options.length) % options.length;
      this.mark();
    } else if (options.length && event.key === "Tab") {
      event.preventDefault();
      this.input.value = `${options[this.chosen].querySelector("b").textContent} `;
      this.typed();
    } else if (event.key === "Escape") {
      this.cancel();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (options.length) options[this.chosen].click();
      else this.form.requestSubmit();
    } else if (event.key === "ArrowUp" && !this.input.value) {
      const last = [...this.phone.messages.values()].filter((message) => this.phone.isMine(message) && !message.deleted && message.data.text).at(-1);
      if (last) {
        event.preventDefault();
        this.edit(last);
      }
    }
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (text.trim()) this.sendText(text);
  }

  sendText(text) {
    const { editing, replying } = this;
    this.cancel();
    if (this.phone.person.offline) {
      this.queue = [...this.queue, text];
      return this.drawWaiting();
    }
    if (editing) return this.phone.do("edit", { message_id: editing.id, text });
    return this.phone.do("say", { text, reply_to: replying?.id ?? null });
  }

  // -- answering and editing

  cancel() {
    this.editing = this.replying = null;
    this.bar.hidden = true;
    this.input.value = "";
    this.typed();
  }

  edit(message) {
    this.cancel();
    this.editing = message;
    this.input.value = message.data.text ?? message.data.caption;
    this.showBar("✎", message);
  }

  reply(message) {
    this.cancel();
    this.replying = message;
    this.showBar("↩", message);
  }

  showBar(icon, message) {
    this.bar.hidden = false;
    this.bar.replaceChildren(el("span", { "aria-hidden": "true" }, icon), el("p", {}, summary(message.data)),
      el("button", { type: "button", class: "icon", "aria-label": t("cancel"), onclick: () => this.cancel() }, "✕"));
    this.typed();
    this.focus();
  }

  startOrUnblock() {
    return this.phone.person.blocked ? this.phone.do("unblock") : this.phone.do("start");
  }
}
