// Telegram's formatting as nodes. Offsets and lengths are UTF-16 units, which is how JavaScript counts too.

import { el } from "./dom.js";

const PLAIN = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };

// `links.command(text)` and `links.open(url, event)` say what a tap does.
export function formatted(text, entities, links) {
  return build(text, 0, text.length, [...(entities ?? [])], links);
}

function build(text, from, to, entities, links) {
  const nodes = [];
  let at = from;
  while (entities.length) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < at || end <= entity.offset) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = [];
    while (entities.length && entities[0].offset < end) {
      const nested = entities.shift();
      const over = nested.offset + nested.length - end;
      inner.push(nested);
      // What reaches beyond the outer one goes on behind it.
      if (over > 0) entities.unshift({ ...nested, offset: end, length: over });
      if (over > 0) break;
    }
    nodes.push(wrap(entity, text.slice(entity.offset, end), build(text, entity.offset, end, inner, links), links));
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, words, children, links) {
  switch (entity.type) {
    case "pre":
      return el("pre", {}, el("code", {}, children));
    case "blockquote":
    case "expandable_blockquote":
      return el("blockquote", {}, children);
    case "spoiler":
      return el("button", { type: "button", class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open") }, children);
    case "bot_command":
      return el("button", { type: "button", class: "link", onclick: () => links.command(words) }, children);
    case "text_link":
      return link(entity.url, children, links);
    case "url":
      return link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, children, links);
    case "email":
      return link(`mailto:${words}`, children, links);
    case "phone_number":
      return link(`tel:${words.replace(/[^+\d]/g, "")}`, children, links);
    default:
      return el(PLAIN[entity.type] ?? "span", {}, children);
  }
}

export const isSafe = (url) => /^(https?|mailto|tel):/i.test(url);

function link(url, children, links) {
  if (!isSafe(url)) return el("span", {}, children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: (event) => links.open(url, event) }, children);
}
