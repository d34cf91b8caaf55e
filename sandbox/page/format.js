const clockFormat = new Intl.DateTimeFormat("ja-JP", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

export const timeOf = (iso) => clockFormat.format(new Date(iso));

/** Minutes and seconds between two instants; until now where the second is open. */
export function lengthOf(from, until) {
  const end = until ? new Date(until) : new Date();
  const seconds = Math.max(0, Math.floor((end - new Date(from)) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** +819012345678 as people in Japan write it; other numbers stay as they are. */
export function phoneNumber(e164) {
  const domestic = e164.startsWith("+81") ? `0${e164.slice(3)}` : null;
  if (!domestic) return e164;
  if (/^0[5-9]0/.test(domestic)) return domestic.replace(/^(\d{3})(\d{4})(\d{4})$/, "$1-$2-$3");
  return domestic.replace(/^(\d{2})(\d{4})(\d{4})$/, "$1-$2-$3");
}

const CALL_STATES = {
  queued: { word: "発信中", tone: "calm" },
  ringing: { word: "呼び出し中", tone: "ringing" },
  "in-progress": { word: "通話中", tone: "talking" },
  completed: { word: "通話終了", tone: "calm" },
  busy: { word: "話し中", tone: "warn" },
  failed: { word: "つながらず", tone: "bad" },
  "no-answer": { word: "応答なし", tone: "warn" },
  canceled: { word: "取り消し", tone: "calm" },
};

export const IDLE = { word: "待機中", tone: "idle" };

export const stateOf = (call) => CALL_STATES[call.status] ?? { word: call.status, tone: "calm" };

export const isLive = (call) => ["queued", "ringing", "in-progress"].includes(call.status);
