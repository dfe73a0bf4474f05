// Making nodes. Texts always become text nodes: what people and the bot write is never read as HTML.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "style") node.style.cssText = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node && name !== "list" && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  return fill(node, ...children);
}

const isSomething = (child) => child !== null && child !== undefined && child !== false;

// Replaces what is in a node; null, undefined and false are nothing.
export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter(isSomething));
  return node;
}

// A modal dialog. Resolves with what `close(value)` is given, or undefined when it is dismissed.
export function modal(title, build, { within } = {}) {
  return new Promise((resolve) => {
    let result;
    const dialog = el("dialog", { class: "modal", "aria-label": title });
    const close = (value) => {
      result = value;
      dialog.close();
    };
    dialog.append(el("h2", {}, title), ...[build(close, dialog)].flat());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    (within ?? document.body).append(dialog);
    dialog.showModal();
  });
}

// A menu below a button: closes at a choice, at a click elsewhere, at Escape; arrows move.
export function menu(anchor, items) {
  document.querySelector(".menu")?.remove();
  const list = el("div", { class: "menu", role: "menu" });
  const close = (refocus) => {
    list.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    if (refocus) anchor.focus();
  };
  const outside = (event) => !list.contains(event.target) && close(false);
  for (const [icon, label, chosen] of items) {
    const choose = () => {
      close(true);
      chosen();
    };
    list.append(el("button", { type: "button", role: "menuitem", onclick: choose }, el("span", { "aria-hidden": "true" }, icon), label));
  }
  list.addEventListener("keydown", (event) => {
    const buttons = [...list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close(true);
    }
  });
  document.body.append(list);
  const box = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - list.offsetWidth - 8));
  const below = box.bottom + 4 + list.offsetHeight < innerHeight;
  list.style.left = `${left}px`;
  list.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - list.offsetHeight - 4)}px`;
  anchor.setAttribute("aria-expanded", "true");
  list.firstElementChild?.focus();
  setTimeout(() => document.addEventListener("pointerdown", outside, true));
}
