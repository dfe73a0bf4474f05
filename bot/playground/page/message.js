// One message: a bubble with its content, marks, time and buttons.

import { el } from "./dom.js";
import { formatted } from "./entities.js";
import { t, time } from "./i18n.js";
import { nearest } from "./regions.js";

// `hands` has what can be done: press(message, button, node), menu(message, anchor), command(text), open(url, event);
// and how the chat sees a message: mine(message), author(message) with {name, hue}, or null where that is plain.
export function bubble(message, hands) {
  const { data } = message;
  const author = hands.author(message);
  const side = author ? "others" : hands.mine(message) ? "mine" : "bots";
  const service = about(data, author?.name);
  if (service && !message.deleted) return el("p", { class: "service", data: { id: message.id } }, service);
  if (message.deleted) {
    return el("div", { class: `row ${side}`, data: { id: message.id } },
      el("p", { class: "gone" }, "🗑 ", t("deleted")));
  }
  const text = data.text ?? data.caption;
  const entities = data.entities ?? data.caption_entities;
  const content = el("div", { class: "bubble", data: { protected: data.has_protected_content ? "" : undefined } },
    author && el("p", { class: "author", style: `--hue:${author.hue}` }, author.name, author.topic && el("small", {}, ` · ${author.topic}`)),
    data.forward_origin && el("p", { class: "quote" }, `↪ ${t("forwarded")}`),
    data.reply_to_message && quote(data.reply_to_message),
    media(data),
    text
      ? el("div", { class: "text", dir: "auto" }, el("div", { class: "words" }, formatted(text, entities, hands)), meta(message))
      : meta(message),
  );
  const more = el("button", {
    type: "button", class: "more", "aria-label": t("message-menu"), "aria-haspopup": "menu", title: t("message-menu"),
    onclick: (event) => hands.menu(message, event.currentTarget),
  }, "⋯");
  return el("div", { class: `row ${side}`, data: { id: message.id } },
    el("div", { class: "line" }, content, more),
    data.reply_markup && keyboard(data.reply_markup.inline_keyboard, message, hands),
  );
}

// The inline keyboard: also that of an older version, when `old`.
export function keyboard(rows, message, hands, old = false) {
  return el("div", { class: old ? "keys old" : "keys", role: "group", "aria-label": old ? t("old-buttons") : t("buttons") },
    rows.map((row) => el("div", { class: "keyrow" }, row.map((button) => key(button, message, hands)))));
}

function key(button, message, hands) {
  const mark = button.url ? " ↗" : button.copy_text ? " ⧉" : "";
  const node = el("button", {
    type: "button", data: { press: button.callback_data }, class: button.style && `style-${button.style}`,
    onclick: () => hands.press(message, button, node),
  }, button.text, mark && el("small", { "aria-hidden": "true" }, mark));
  return node;
}

// What is told about a group itself; null for what somebody says.
function about(data, name = "") {
  const [joined] = data.new_chat_members ?? [];
  if (joined) return t("group-joined", { name: joined.first_name });
  if (data.left_chat_member) return t("group-left", { name: data.left_chat_member.first_name });
  if (data.pinned_message) return t("group-pinned", { name });
  if (data.migrate_from_chat_id) return t("group-upgraded");
  if (data.forum_topic_created) return t("group-topic", { name: data.forum_topic_created.name });
  return null;
}

function quote(replied) {
  return el("p", { class: "quote" }, summary(replied));
}

// A message in one line.
export function summary(data) {
  const text = data.text ?? data.caption;
  if (text) return text.length > 90 ? `${text.slice(0, 89)}…` : text;
  const kind = ["photo", "voice", "sticker", "location", "contact", "document", "video"].find((each) => each in data);
  return kind ? t(`kind-${kind}`) : "…";
}

function meta(message) {
  const { data } = message;
  const marks = [
    data.has_protected_content && ["🔒", t("protected")],
    message.silent && ["🔕", t("silent")],
    message.edits > 0 && [t("edited"), t("edited-times", { count: message.edits })],
  ].filter(Boolean);
  return el("p", { class: "meta" },
    marks.map(([sign, title]) => el("span", { title, "aria-label": title }, sign)),
    el("time", {}, time(data.date)),
    !message.bot && el("span", { class: "ticks", "aria-hidden": "true" }, "✓✓"),
  );
}

function media(data) {
  if (data.photo) {
    const whole = data.photo.at(-1);
    return el("img", {
      class: "photo", src: `/page/photo/${encodeURIComponent(whole.file_id)}`, alt: t("kind-photo"), loading: "lazy",
      width: whole.width, height: whole.height,
    });
  }
  if (data.sticker) return el("p", { class: "sticker", role: "img", "aria-label": t("kind-sticker") }, "🌷");
  if (data.voice) {
    const bars = Array.from({ length: 26 }, (_, place) => el("i", { style: `height:${5 + ((place * 37) % 17)}px` }));
    return el("p", { class: "voice", role: "img", "aria-label": t("kind-voice") }, el("b", {}, "▶"), el("span", { class: "bars" }, bars), "0:03");
  }
  if (data.location) return card("📍", nearest(data.location), `${data.location.latitude.toFixed(3)}, ${data.location.longitude.toFixed(3)}`);
  if (data.contact) return card("👤", data.contact.first_name, data.contact.phone_number);
  if (data.document) return card("📄", data.document.file_name ?? t("kind-document"), size(data.document.file_size));
  for (const kind of ["video", "audio", "animation", "video_note"]) if (data[kind]) return card("🎞", t("kind-video"), "0:03");
  return null;
}

const size = (bytes = 0) => (bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`);

const card = (icon, title, line) =>
  el("div", { class: "card" }, el("span", { "aria-hidden": "true" }, icon), el("div", {}, el("b", {}, title), el("small", {}, line)));
