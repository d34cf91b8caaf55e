/** The kinds of timeline entries as people tell them apart; each has its word and its colour. */
const kindsOfWords = {
  alert: ["alert", "opened"],
  call: ["call", "operators-call"],
  mail: ["mail"],
  chat: ["chat"],
  sms: ["sms"],
  operators: ["operators", "operators-told"],
  order: ["operators-order"],
  person: ["taken"],
  acknowledged: ["acknowledged"],
  note: ["note", "operators-note"],
  runbook: ["runbook"],
  secondary: ["secondary"],
  escalation: ["escalation"],
  state: ["state", "recovered", "closed"],
  slo: ["slo", "slo-warning", "slo-breach", "breach"],
  fault: ["fault"],
  assigned: ["assigned"],
} as const;

export type KindWord = keyof typeof kindsOfWords | "other";

const wordOf = new Map<string, KindWord>(
  Object.entries(kindsOfWords).flatMap(([word, kinds]) =>
    kinds.map((kind): [string, KindWord] => [kind, word as KindWord]),
  ),
);

export const kindWord = (kind: string): KindWord => wordOf.get(kind) ?? "other";
