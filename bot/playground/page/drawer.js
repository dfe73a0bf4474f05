// For the curious: the bot's process, the clock, faults, and the calls between the bot and Telegram.

import { el, modal } from "./dom.js";
import { day, t, time } from "./i18n.js";
import { act, group, on, person, town } from "./town.js";

const HOUR = 3600;
const STEPS = [["hour", HOUR], ["hours3", 3 * HOUR], ["day", 24 * HOUR], ["days3", 72 * HOUR], ["days9", 216 * HOUR]];

const FAULTS = [
  ["429", { kind: "flood", retry_after: 5, method: "sendMessage" }],
  ["500", { kind: "error", code: 500, count: 3 }],
  ["502", { kind: "html", code: 502, count: 3 }],
  ["lost", { kind: "lost", method: "sendMessage" }],
  ["late", { kind: "late", seconds: 8, method: "sendMessage" }],
  ["reset", { kind: "reset", count: 3 }],
];

export class Drawer {
  constructor(node) {
    this.node = node;
    on("reset", () => this.open && this.draw());
    on("town", () => this.open && this.drawSmall());
    on("call", (call) => this.open && this.addCall(call));
  }

  get open() {
    return !this.node.hidden;
  }

  toggle(open = !this.open) {
    this.node.hidden = !open;
    clearInterval(this.ticking);
    if (!open) return;
    this.draw();
    this.ticking = setInterval(() => this.drawClock(), 1000);
  }

  draw() {
    this.node.setAttribute("aria-label", t("drawer"));
    this.bot = el("div", { class: "box" });
    this.clock = el("p", { class: "clock" });
    this.faults = el("div", {});
    this.calls = el("ol", { class: "calls", "aria-label": t("calls") });
    this.quiet = el("p", { class: "hint" }, t("calls-none"));
    this.problem = el("p", { class: "problem", role: "alert" });
    this.node.replaceChildren(
      el("header", {}, el("h2", {}, t("drawer")),
        el("button", { type: "button", class: "icon", "aria-label": t("close"), onclick: () => document.dispatchEvent(new Event("asar:drawer")) }, "✕")),
      this.problem,
      ...(town.running === undefined ? [] : [el("h3", {}, t("the-bot")), this.bot]),
      el("h3", {}, t("the-clock")),
      el("div", { class: "box" }, this.clock, el("p", { class: "hint" }, t("clock-hint")),
        el("div", { class: "buttons" }, STEPS.map(([id, seconds]) =>
          el("button", { type: "button", data: { ahead: seconds }, onclick: () => this.do("advance", { seconds }) }, `+${t(`span-${id}`)}`)))),
      el("h3", {}, t("the-faults")),
      el("div", { class: "box" }, el("p", { class: "hint" }, t("faults-hint")),
        el("div", { class: "buttons" }, FAULTS.map(([id, fault]) =>
          el("button", { type: "button", title: t(`fault-${id}-long`), onclick: () => this.do("fault", fault) }, t(`fault-${id}`)))),
        this.faults),
      ...(town.running === undefined ? [] : [el("h3", {}, t("the-town")),
        el("div", { class: "box" }, el("p", { class: "hint" }, t("fresh-hint")),
          el("div", { class: "buttons" }, el("button", { type: "button", class: "danger", id: "fresh", onclick: () => this.startAnew() }, t("fresh"))))]),
      el("h3", {}, t("calls")), this.quiet, this.calls,
    );
    this.drawn = null;
    this.drawSmall();
    town.calls.slice(-100).forEach((call) => this.addCall(call));
  }

  drawSmall() {
    const { running } = town;
    const mark = JSON.stringify([running, town.faults]);
    if (mark === this.drawn) return this.drawClock();
    this.drawn = mark;
    const button = (id, name, kind = "") => el("button", { type: "button", class: kind, data: { act: name }, onclick: () => this.do(name) }, t(id));
    this.bot.replaceChildren(
      el("p", { class: running ? "running" : "stopped" }, running ? t("bot-runs") : t("bot-rests")),
      el("div", { class: "buttons" }, running
        ? [button("bot-kill", "bot_kill", "danger"), button("bot-restart", "bot_restart")]
        : [button("bot-start", "bot_start", "primary")]),
    );
    this.faults.replaceChildren(...(town.faults.length ? [
      el("ul", { class: "in-force" }, town.faults.map(({ kind, method, count, code }) =>
        el("li", {}, [kind === "error" || kind === "html" ? code : kind, method, count === null ? "∞" : `×${count}`].join(" · ")))),
      el("button", { type: "button", onclick: () => this.do("clear_faults") }, t("faults-clear"))] : []));
    return this.drawClock();
  }

  drawClock() {
    const now = Date.now() / 1000 + town.ahead;
    const days = town.ahead / 86400;
    const ahead = days >= 1 ? t("ahead-days", { count: Math.round(days * 10) / 10 }) : t("ahead-hours", { count: Math.round(town.ahead / 360) / 10 });
    this.clock.replaceChildren(el("b", {}, `${day(now)}, ${time(now)}`), town.ahead ? ` ${ahead}` : "");
  }

  addCall(call) {
    this.quiet.hidden = true;
    const { chat_id: chat, ...rest } = call.params;
    const fine = call.ok && !call.fault;
    const shown = rest.text ?? rest.caption ?? "";
    this.calls.prepend(el("li", { class: fine ? "" : "bad" }, el("details", {},
      el("summary", {},
        el("time", {}, time(call.at)), el("b", {}, call.method), el("span", { class: "code" }, call.fault || call.code),
        el("small", {}, [person(Number(chat))?.name ?? group(Number(chat))?.title, String(shown).replace(/<[^>]+>/g, "").slice(0, 60)].filter(Boolean).join(": "))),
      el("pre", {}, JSON.stringify(call.params, null, 1) + (call.description ? `\n\n${call.description}` : "")))));
    while (this.calls.children.length > 200) this.calls.lastElementChild.remove();
  }

  async startAnew() {
    const sure = await modal(t("fresh"), (close) => [
      el("p", {}, t("fresh-sure")),
      el("div", { class: "actions" },
        el("button", { type: "button", onclick: () => close() }, t("cancel")),
        el("button", { type: "button", class: "primary", onclick: () => close(true) }, t("fresh"))),
    ]);
    if (sure) await this.do("start_anew");
  }

  async do(name, args) {
    this.problem.textContent = "";
    try {
      await act(name, args);
    } catch (error) {
      this.problem.textContent = error.message;
    }
  }
}
