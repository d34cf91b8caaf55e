import { control } from "./control.js";
import { badge, el } from "./dom.js";
import { IDLE, isLive, lengthOf, phoneNumber, stateOf, timeOf } from "./format.js";
import { SCRIPTS, scriptOf } from "./scripts.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const SHOWN_CALLS = 4;

/**
 * One telephone. Its controls are built once and only change their state, so that a press never meets a button
 * that is just being replaced.
 */
export class PhoneCard {
  #number;
  #calls = new Map();
  #parts;

  constructor(number) {
    this.#number = number;
    this.#parts = this.#build();
    this.element = this.#parts.card;
    this.#show();
  }

  describe({ name, behaviour }) {
    const { title, number, script, other } = this.#parts;
    title.textContent = name ?? phoneNumber(this.#number);
    number.textContent = name ? phoneNumber(this.#number) : this.#number;
    const known = scriptOf(behaviour);
    other.hidden = known !== null;
    script.value = known?.id ?? "other";
  }

  update(call) {
    this.#calls.set(call.sid, call);
    this.#show();
  }

  get isLive() {
    return this.#live() !== undefined;
  }

  /** Once a second, for the time a call has lasted. */
  tick() {
    if (this.isLive) this.#show();
  }

  #live() {
    const live = [...this.#calls.values()].filter(isLive);
    return live.findLast((call) => call.status === "ringing") ?? live.at(-1);
  }

  #show() {
    const { card, state, elapsed, speech, answer, hangUp, dial, keypad, pressed, history } = this.#parts;
    const call = this.#live();
    const { word, tone } = call ? stateOf(call) : IDLE;
    badge(state, { word, tone });
    card.dataset.tone = tone;
    const since = call && (call.answeredAt ?? call.rangAt ?? call.createdAt);
    elapsed.textContent = since ? lengthOf(since) : "";
    answer.hidden = call?.status !== "ringing";
    hangUp.hidden = !call || call.status === "queued";
    dial.hidden = call !== undefined;
    hangUp.textContent = call?.status === "ringing" ? "出ずに切る" : "切る";
    keypad.hidden = call?.status !== "in-progress";
    const saying = call?.said.at(-1);
    speech.hidden = saying === undefined;
    if (speech.textContent !== (saying ?? "")) speech.textContent = saying ?? "";
    const keys = call?.pressed.map(({ key }) => key).join(" ") ?? "";
    pressed.hidden = keys === "";
    pressed.textContent = `押したキー: ${keys}`;
    history.replaceChildren(...this.#endedCalls().map(historyLine));
  }

  #endedCalls() {
    return [...this.#calls.values()]
      .filter((call) => !isLive(call))
      .slice(-SHOWN_CALLS)
      .reverse();
  }

  #act(action, body) {
    const call = this.#live();
    if (call)
      control("POST", `/phones/${encodeURIComponent(this.#number)}/${action}`, { ...body, sid: call.sid });
  }

  #build() {
    const title = el("h3", {}, phoneNumber(this.#number));
    const number = el("span", { className: "number" }, this.#number);
    const state = el("span", { className: "badge", role: "status" });
    const elapsed = el("span", { className: "elapsed" });
    const speech = el("p", {
      className: "speech",
      lang: "ja",
      "aria-live": "polite",
      "aria-label": "読み上げ中",
    });
    const pressed = el("p", { className: "pressed" });
    const answer = el(
      "button",
      { className: "answer", type: "button", onclick: () => this.#act("answer") },
      "出る",
    );
    const hangUp = el(
      "button",
      { className: "hang-up", type: "button", onclick: () => this.#act("hang-up") },
      "切る",
    );
    const dial = el(
      "button",
      { className: "dial", type: "button", onclick: () => this.#dialCentre() },
      "センターに電話する",
    );
    const keypad = el(
      "div",
      { className: "keypad", role: "group", "aria-label": "ダイヤルキー" },
      ...KEYS.map((key) => el("button", { type: "button", onclick: () => this.#act("press", { key }) }, key)),
    );
    const other = el("option", { value: "other", hidden: true }, "個別の台本");
    const script = el(
      "select",
      { "aria-label": "着信したときの動き", onchange: () => this.#choose(script.value) },
      ...SCRIPTS.map(({ id, label }) => el("option", { value: id }, label)),
      other,
    );
    const history = el("ol", { className: "history", "aria-label": "これまでの通話" });
    const card = el(
      "article",
      { className: "card phone" },
      el(
        "header",
        {},
        el("div", { className: "who" }, title, number),
        el("div", { className: "now" }, state, elapsed),
      ),
      speech,
      pressed,
      el("div", { className: "actions" }, answer, hangUp, dial),
      keypad,
      el("label", { className: "script" }, "着信したら", script),
      history,
    );
    return {
      card,
      title,
      number,
      state,
      elapsed,
      speech,
      pressed,
      answer,
      hangUp,
      dial,
      keypad,
      script,
      other,
      history,
    };
  }

  /** As somebody does who saw a missed call. */
  #dialCentre() {
    control("POST", "/incoming-calls", { from: this.#number });
  }

  #choose(id) {
    const chosen = SCRIPTS.find((script) => script.id === id);
    if (chosen)
      control("PUT", `/phones/${encodeURIComponent(this.#number)}`, { behaviour: chosen.behaviour });
  }
}

function historyLine(call) {
  const { word, tone } = stateOf(call);
  const keys = call.pressed.map(({ key }) => key).join(" ");
  const dialled = call.direction === "inbound" ? "センターへ発信・" : "";
  const detail = call.answeredAt
    ? `${dialled}${lengthOf(call.answeredAt, call.endedAt)}${keys ? `・キー ${keys}` : "・操作なし"}`
    : "";
  const state = el("span", { className: "badge small" });
  badge(state, { word, tone });
  return el(
    "li",
    {},
    el("time", {}, timeOf(call.createdAt)),
    state,
    el("span", { className: "detail" }, detail),
  );
}
