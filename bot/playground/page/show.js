// "Show me": a story played by the server; this says what happens, points at it, and can hurry or end it.

import { el, fill, menu } from "./dom.js";
import { lang, t } from "./i18n.js";
import { act, on, town } from "./town.js";

const HELP = ["begin", "family", "children", "send", "queue", "accept", "deliver", "confirm", "end"];
const MORNING = ["night", "digest", "bind", "apply", "card", "ask", "review", "deliver", "confirm", "end"].map((step) => `morning-${step}`);

export class Show {
  constructor(node, phones) {
    this.node = node;
    this.phones = phones;
    this.speed = 1;
    on("town", () => this.draw());
    on("reset", () => this.draw());
  }

  // Asks which story, and begins it.
  choose(anchor) {
    menu(anchor, [["🎒", t("story-help"), () => this.start("help")], ["☀️", t("story-morning"), () => this.start("morning")]]);
  }

  start(story) {
    this.speed = 1;
    this.dismissed = false;
    return act("show_story", { story, language: lang() === "ru" ? "ru" : "kk", speed: 1 });
  }

  draw() {
    const { show } = town;
    document.querySelectorAll(".pointed").forEach((node) => node.classList.remove("pointed"));
    clearInterval(this.typing);
    this.node.hidden = !show || (show.step === "failed" && this.dismissed);
    // Those the story is about stand side by side.
    const cast = show?.cast ?? [];
    this.phones.forEach(({ id, node }) => node.style.setProperty("order", cast.includes(id) ? String(cast.indexOf(id) - cast.length) : "0"));
    if (show?.cast && String(show.cast) !== this.cast) document.getElementById("phones").scrollTo({ left: 0 });
    this.cast = String(show?.cast ?? "");
    if (!show) return;
    const steps = MORNING.includes(show.step) ? MORNING : HELP;
    const mark = JSON.stringify([show.step, this.speed, lang()]);
    if (mark !== this.drawn || !this.node.childElementCount) this.drawBar(show, steps);
    this.drawn = mark;
    if (show.person) this.point(show);
  }

  drawBar(show, steps) {
    const over = show.step === "failed" || show.step === steps.at(-1);
    this.node.setAttribute("aria-label", t("show"));
    fill(
      this.node,
      el("progress", { max: steps.length - 1, value: Math.max(steps.indexOf(show.step), 0), "aria-label": t("show") }),
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
    const phone = this.phones.get(show.chat ?? show.person);
    if (!phone) return;
    if (show.chat) phone.choose(show.person);
    document.dispatchEvent(new CustomEvent("asar:person", { detail: phone.id }));
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
      phone.composer.fit();
      if (part >= 1) clearInterval(this.typing);
    };
    if (!text) delete input.dataset.shown;
    this.typing = setInterval(step, 60);
    step();
  }
}
