// "Show me": a story played by the server; this says what happens, points at it, and can hurry or end it.

import { el, fill } from "./dom.js";
import { lang, t } from "./i18n.js";
import { act, on, town } from "./town.js";

const STEPS = ["begin", "family", "children", "send", "queue", "accept", "deliver", "confirm", "end"];

export class Show {
  constructor(node, phones) {
    this.node = node;
    this.phones = phones;
    this.speed = 1;
    on("town", () => this.draw());
    on("reset", () => this.draw());
  }

  start() {
    this.speed = 1;
    this.dismissed = false;
    return act("show_story", { language: lang() === "ru" ? "ru" : "kk", speed: 1 });
  }

  draw() {
    const { show } = town;
    document.querySelectorAll(".pointed").forEach((node) => node.classList.remove("pointed"));
    clearInterval(this.typing);
    this.node.hidden = !show || (show.step === "failed" && this.dismissed);
    // The two the story is about stand side by side.
    this.phones.forEach(({ id, node }) => node.style.setProperty("order", show?.cast?.includes(id) ? "-1" : "0"));
    if (show?.cast && String(show.cast) !== this.cast) document.getElementById("phones").scrollTo({ left: 0 });
    this.cast = String(show?.cast ?? "");
    if (!show) return;
    const place = STEPS.indexOf(show.step);
    const mark = JSON.stringify([show.step, this.speed, lang()]);
    if (mark !== this.drawn || !this.node.childElementCount) this.drawBar(show, place);
    this.drawn = mark;
    if (show.person) this.point(show);
  }

  drawBar(show, place) {
    const over = show.step === "failed" || show.step === "end";
    this.node.setAttribute("aria-label", t("show"));
    fill(
      this.node,
      el("progress", { max: STEPS.length - 1, value: Math.max(place, 0), "aria-label": t("show") }),
      el("p", { role: "status" }, t(`show-${show.step}`)),
      !over && el("button", { type: "button", onclick: () => this.hurry() }, this.speed === 1 ? t("faster") : t("slower")),
      el("button", { type: "button", onclick: () => this.stop() }, over ? t("close") : t("stop")),
    );
  }

  hurry() {
    this.speed = this.speed === 1 ? 4 : 1;
    act("show_speed", { speed: this.speed });
    this.draw();
  }

  stop() {
    this.dismissed = true;
    act("show_stop");
    this.draw();
  }

  point(show) {
    const phone = this.phones.get(show.person);
    if (!phone) return;
    document.dispatchEvent(new CustomEvent("asar:person", { detail: show.person }));
    if (show.typing) this.type(phone, show.typing, show.seconds);
    else if (phone.composer.input.dataset.shown) this.type(phone, "", 0);
    if (!show.pressing) return;
    const row = show.message ? phone.chat.querySelector(`[data-id="${show.message}"]`) : phone.composer.keys;
    const wanted = [...(row?.querySelectorAll("button") ?? [])].find(({ dataset }) => [dataset.press, dataset.tap].includes(show.pressing));
    wanted?.classList.add("pointed");
    wanted?.scrollIntoView({ block: "nearest" });
  }

  type(phone, text, seconds) {
    const { input } = phone.composer;
    const started = performance.now();
    input.dataset.shown = text;
    const step = () => {
      const part = seconds ? (performance.now() - started) / (seconds * 1000) : 1;
      input.value = text.slice(0, Math.round(text.length * Math.min(part, 1)));
      if (part >= 1) clearInterval(this.typing);
    };
    if (!text) delete input.dataset.shown;
    this.typing = setInterval(step, 60);
    step();
  }
}
