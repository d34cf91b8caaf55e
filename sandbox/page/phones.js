import { control } from "./control.js";
import { byId } from "./dom.js";
import { PhoneCard } from "./phoneCard.js";

/** All telephones; those with a call going on stand on top. */
export class Phones {
  #cards = new Map();
  #list = byId("phones");

  constructor() {
    setInterval(() => {
      for (const card of this.#cards.values()) card.tick();
    }, 1000);
    byId("add-phone").addEventListener("submit", (event) => {
      event.preventDefault();
      const input = byId("new-number");
      control("PUT", `/phones/${encodeURIComponent(input.value)}`, { behaviour: { kind: "manual" } });
      input.value = "";
    });
  }

  describe(phone) {
    this.#card(phone.number).describe(phone);
  }

  update(call) {
    // Who dials one of the account's numbers does so on the own telephone.
    const card = this.#card(call.direction === "inbound" ? call.from : call.to);
    const wasLive = card.isLive;
    card.update(call);
    if (card.isLive && !wasLive) this.#list.prepend(card.element);
    this.#count();
  }

  reset() {
    this.#cards.clear();
    this.#list.replaceChildren();
    this.#count();
  }

  #card(number) {
    const known = this.#cards.get(number);
    if (known) return known;
    const card = new PhoneCard(number);
    this.#cards.set(number, card);
    this.#list.append(card.element);
    return card;
  }

  #count() {
    const live = [...this.#cards.values()].filter((card) => card.isLive).length;
    byId("phones-count").textContent = live > 0 ? `${live} 件 着信・通話中` : "";
    document.title = live > 0 ? `(${live}) 当番 サンドボックス` : "当番 サンドボックス";
  }
}
