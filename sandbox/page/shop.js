import { control } from "./control.js";
import { badge, byId, el } from "./dom.js";

/** The demo server: how it is, and a button to break or mend it. */
export class ShopPanel {
  #state = el("span", { className: "badge" });
  #watching = el("span", { className: "meta" });
  #link = el("a", { target: "_blank", rel: "noreferrer" }, "ECサイト (デモ)");
  #breaking = el(
    "button",
    { type: "button", className: "hang-up", onclick: () => control("POST", "/demo/break") },
    "壊す",
  );
  #mending = el(
    "button",
    { type: "button", className: "answer", onclick: () => control("POST", "/demo/mend") },
    "直す",
  );

  constructor() {
    byId("shop").append(
      el("div", { className: "shop-name" }, this.#link, this.#watching),
      this.#state,
      this.#breaking,
      this.#mending,
    );
  }

  update({ broken, url, watching }) {
    badge(this.#state, broken ? { word: "503 停止中", tone: "bad" } : { word: "200 正常", tone: "talking" });
    this.#link.href = url;
    this.#watching.textContent = watching ? `${watching.node} ${watching.alarm} を毎秒監視中` : "監視なし";
    this.#breaking.hidden = broken;
    this.#mending.hidden = !broken;
  }
}
