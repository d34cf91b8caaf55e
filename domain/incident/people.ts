/** A person's word on an incident. */
export interface Said {
  /** Their name: filled in by the API from the login; from the Temporal UI whatever was typed. */
  by: string;
}

/** How long texts of people may be, in UTF-16 code units. */
export const longestTexts = {
  name: 100,
  note: 4_000,
  subject: 200,
  body: 20_000,
  chat: 4_000,
  reason: 1_000,
};

/** A name typed where nobody is known, e.g. in the Temporal UI. */
export const unverified = (name: string): string => `${name}（未確認）`;

/** An actor as people read it: お客様（佐藤 太郎様） for a customer's person, the name itself for everybody else. */
export function actorWord(actor: string): string {
  const prefix = "customer:";
  return actor.startsWith(prefix) ? `お客様（${actor.slice(prefix.length)}様）` : actor;
}
