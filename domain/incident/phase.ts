import { standingAttention } from "./attention.ts";
import { actorWord } from "./people.ts";

/** One call that waits for its turn at the provider, rings, or is spoken in. */
export interface CallUnderWay {
  /** The contact's name, or its id where the name is not known. */
  name: string;
  /** Its place in the list, from 1, and how many the list has; null where the list is not known. */
  position: number;
  of: number | null;
  round: number;
  state: "waiting" | "ringing" | "talking";
}

const callWords = { waiting: "への架電待ち", ringing: "へ架電中", talking: "と通話中" };

export interface PhaseFacts {
  state: "triage" | "open" | "acknowledged" | "recovered" | "closed";
  /** A person's name; `customer:NAME` for a customer's person. */
  acknowledgedBy: string | null;
  takenBy: string | null;
  resolvedBy: string | null;
  /** A first response was made (R3.1a). */
  responded: boolean;
  callsUnderWay: readonly CallUnderWay[];
  /** The operators' call list while it runs: its round, and the name of whoever is next. */
  operatorsTurn: { round: number; next: string } | null;
  /** Why operators should look at it (`triage`, `nobody-told`, ...); null where they need not, and for customers. */
  attention: string | null;
}

/** What happens to an incident just now, in words for people: what is under way first, then who has it. */
export function phase(facts: PhaseFacts): string {
  if (facts.state === "closed") return closed(facts);
  const happening = [now(facts), ...whoHasIt(facts)].join("・");
  const why = whyLook(facts);
  return why === null ? happening : `${happening}（要確認: ${why}）`;
}

/** The reasons for which operators are told, as they stand beside an incident. */
const attentionWords: Readonly<Record<string, string>> = {
  triage: "振り分け待ち",
  "chat-alone": "チャット通知のみ",
  "no-notification": "自動通知なし",
  "nobody-told": "通知不達",
  "operator-calls": "有人架電",
  "mail-refused": "メール不達",
  callback: "折り返しのお電話",
  "slo-warning": "初動期限間近",
  "slo-breach": "初動目標超過",
  fault: "処理の失敗",
};

/** A reason for which operators are told, in a word. */
export const attentionWord = (reason: string): string => attentionWords[reason] ?? reason;

function whyLook(facts: PhaseFacts): string | null {
  const attention = standingAttention(facts);
  if (attention === null || (attention === "triage" && facts.state === "triage")) return null;
  if (attention === "operator-calls" && facts.operatorsTurn !== null) return null;
  return attentionWord(attention);
}

function now(facts: PhaseFacts): string {
  const calling = facts.callsUnderWay.length > 0;
  switch (facts.state) {
    case "recovered":
      return calling ? "復旧済み・通話終了待ち" : "復旧済み";
    case "acknowledged":
      return `${acknowledgement(facts.acknowledgedBy)}${calling ? "・通話終了待ち" : ""}`;
    case "triage":
      return calling ? calls(facts.callsUnderWay) : "振り分け待ち";
    default:
      if (calling) return calls(facts.callsUnderWay);
      if (facts.operatorsTurn !== null) return operatorsTurn(facts.operatorsTurn);
      return facts.responded ? "連絡済み・対応確認待ち" : "連絡中";
  }
}

function calls([first, ...others]: readonly CallUnderWay[]): string {
  if (first === undefined) return "";
  if (others.length > 0) return `${first.name}様ほか${others.length}名へ一斉架電中`;
  const place = first.of === null ? "" : ` ${first.position}/${first.of}`;
  const round = first.round > 1 ? `（${first.round}巡目）` : "";
  return `${first.name}様${callWords[first.state]}${place}${round}`;
}

const operatorsTurn = ({ round, next }: { round: number; next: string }): string =>
  `有人架電${round}巡目・次は${next}様`;

const acknowledgement = (by: string | null): string =>
  by === null ? "対応確認済み" : `${actorWord(by)}が対応確認済み`;

const whoHasIt = (facts: PhaseFacts): string[] => (facts.takenBy === null ? [] : [`担当: ${facts.takenBy}`]);

const closed = (facts: PhaseFacts): string =>
  facts.resolvedBy === null ? "対応完了" : `対応完了（${facts.resolvedBy}が終了）`;
