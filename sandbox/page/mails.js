import { byId, el } from "./dom.js";
import { timeOf } from "./format.js";

const MOST = 100;

/** Mails as they came, the newest on top; opened to be read. */
export class Mails {
  #list = byId("mails");
  #count = 0;

  add(mail) {
    this.#list.prepend(mailCard(mail));
    while (this.#list.children.length > MOST) this.#list.lastElementChild.remove();
    this.#show(this.#count + 1);
  }

  reset() {
    this.#list.replaceChildren();
    this.#show(0);
  }

  #show(count) {
    this.#count = count;
    byId("mails-count").textContent = count > 0 ? `${count} 通` : "";
  }
}

function mailCard(mail) {
  const summary = el(
    "summary",
    {},
    el("span", { className: "subject" }, mail.subject || "(件名なし)"),
    el("span", { className: "meta" }, `${mail.to.join("、")} ・ ${timeOf(mail.receivedAt)}`),
    mail.isRepeat ? el("span", { className: "badge small", dataset: { tone: "warn" } }, "再送") : null,
  );
  return el(
    "details",
    { className: "card mail" },
    summary,
    el(
      "dl",
      {},
      ...field("差出人", mail.from),
      ...field("宛先", mail.to.join(", ")),
      ...field("Message-ID", mail.messageId ?? "-"),
    ),
    el("pre", {}, mail.text),
  );
}

const field = (name, value) => [el("dt", {}, name), el("dd", {}, value)];
