import { byId, el } from "./dom.js";
import { timeOf } from "./format.js";

const MOST_PER_ROOM = 50;

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

  #room({ provider, room, name, color }) {
    const id = `${provider}/${room}`;
    const known = this.#rooms.get(id);
    if (known) return known;
    const lines = el("ol", { className: "lines" });
    const badge = el("span", { className: "provider" }, name);
    badge.style.background = color;
    const title = el("h3", {}, badge, room);
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
    el("p", {}, ...post.parts.map(shown)),
  );
}

/** A piece of the text; who is called is made visible. */
function shown(part) {
  return typeof part === "string" ? part : el("mark", {}, `@${part.mention}`);
}
