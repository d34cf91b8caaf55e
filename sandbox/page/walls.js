import { byId, el } from "./dom.js";
import { timeOf } from "./format.js";

const PROVIDERS = { slack: "Slack", chatwork: "Chatwork", teams: "Teams" };
const MOST_PER_ROOM = 50;

const MENTION = {
  slack: /<[@!]([A-Za-z0-9_]+)(?:\|[^>]*)?>/g,
  chatwork: /\[(?:To:(\d+)|(toall))\]/g,
  teams: /<at>([^<]+)<\/at>/g,
};

/** The chat rooms, each with its lines; the newest stands at the bottom as in the real ones. */
export class Walls {
  #rooms = new Map();
  #lines = new Map();
  #list = byId("walls");

  update(post) {
    const id = `${post.provider}/${post.id}`;
    const line = lineOf(post);
    const known = this.#lines.get(id);
    if (known) known.replaceWith(line);
    else this.#append(post, line);
    this.#lines.set(id, line);
    byId("walls-count").textContent = `${this.#lines.size} 件`;
  }

  reset() {
    this.#rooms.clear();
    this.#lines.clear();
    this.#list.replaceChildren();
    byId("walls-count").textContent = "";
  }

  #append(post, line) {
    const room = this.#room(post);
    room.append(line);
    while (room.children.length > MOST_PER_ROOM) room.firstElementChild.remove();
    room.scrollTop = room.scrollHeight;
  }

  #room({ provider, room }) {
    const id = `${provider}/${room}`;
    const known = this.#rooms.get(id);
    if (known) return known;
    const lines = el("ol", { className: "lines" });
    const title = el(
      "h3",
      {},
      el("span", { className: "provider", dataset: { provider } }, PROVIDERS[provider]),
      room,
    );
    this.#list.append(el("article", { className: "card wall" }, title, lines));
    this.#rooms.set(id, lines);
    return lines;
  }
}

function lineOf(post) {
  return el(
    "li",
    {},
    el(
      "div",
      { className: "meta" },
      el("strong", {}, post.sender),
      el("time", {}, timeOf(post.at)),
      post.editedAt ? el("span", {}, "(編集済み)") : null,
    ),
    el("p", {}, ...withMentions(post)),
  );
}

/** The text as a reader of that chat sees it, with who is called made visible. */
function withMentions({ provider, text }) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(MENTION[provider])) {
    parts.push(plain(provider, text.slice(from, match.index)));
    parts.push(el("mark", {}, `@${match[1] ?? match[2]}`));
    from = match.index + match[0].length;
  }
  parts.push(plain(provider, text.slice(from)));
  return parts;
}

/** Slack writes three characters as entities; they are read as the characters, and still put in as text. */
function plain(provider, text) {
  if (provider !== "slack") return text;
  return text.replace(/&(amp|lt|gt);/g, (_entity, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}
