// The town as the server tells it: the small state, chats with their messages, calls; kept up to date by events.

const KEPT_CALLS = 300;

export const town = { epoch: "", people: [], groups: [], faults: [], calls: [], chats: new Map(), live: false };

const listeners = { reset: [], town: [], chat: [], call: [], live: [] };
let source = null;

// on("chat", (event) => …). Kinds: reset (everything is new), town, chat, call, live.
export const on = (kind, listener) => listeners[kind].push(listener);
const tell = (kind, value) => listeners[kind].forEach((listener) => listener(value));

export const group = (id) => town.groups.find((one) => one.id === id);
export const person = (id) => town.people.find((one) => one.id === id);

// Asks for an act of the control interface. Throws an Error with the server's words.
export async function act(name, args = {}) {
  const answer = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(args),
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.error);
  return value;
}

export async function load() {
  source?.close();
  let state;
  try {
    const answer = await fetch("/page/town");
    state = await answer.json();
  } catch {
    live(false);
    setTimeout(load, 1000);
    return;
  }
  town.epoch = state.epoch;
  town.calls = state.calls;
  town.chats = new Map(
    Object.entries(state.chats).map(([id, chat]) => [
      Number(id),
      { keyboard: chat.keyboard, messages: new Map(chat.messages.map((message) => [message.id, message])) },
    ]),
  );
  Object.assign(town, state.town);
  tell("reset");
  listen(state.no);
}

function live(is) {
  town.live = is;
  tell("live", is);
}

function listen(after) {
  source = new EventSource(`/page/events?after=${after}`);
  source.addEventListener("hello", ({ data }) => (JSON.parse(data).epoch === town.epoch ? live(true) : load()));
  source.addEventListener("town", ({ data }) => changed(JSON.parse(data)));
  source.addEventListener("chat", ({ data }) => happened(JSON.parse(data)));
  source.addEventListener("call", ({ data }) => {
    const call = JSON.parse(data);
    town.calls = [...town.calls, call].slice(-KEPT_CALLS);
    tell("call", call);
  });
  source.onerror = () => {
    live(false);
    if (source.readyState === EventSource.CLOSED) setTimeout(load, 1000);
  };
}

function changed(small) {
  const back = town.people.some((old) => old.offline && !small.people.find((one) => one.id === old.id)?.offline);
  for (const one of [...small.people, ...small.groups]) {
    if (!town.chats.has(one.id)) town.chats.set(one.id, { keyboard: null, messages: new Map() });
  }
  Object.assign(town, small);
  if (back) load(); // whoever was offline sees now what came meanwhile
  else tell("town");
}

function happened(event) {
  const chat = town.chats.get(event.chat) ?? { keyboard: null, messages: new Map() };
  town.chats.set(event.chat, chat);
  chat.keyboard = event.keyboard;
  if (event.message) chat.messages.set(event.message_id, event.message);
  if (event.kind === "delete" && chat.messages.has(event.message_id)) chat.messages.get(event.message_id).deleted = true;
  tell("chat", event);
}
