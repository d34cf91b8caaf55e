import { type Level, levelWord } from "../../alerts/level.ts";
import type { Contact } from "../../customers/configuration.ts";
import type { AlertFacts } from "../../messages/facts.ts";
import { oneLine } from "../../words/oneLine.ts";
import { clockTime } from "../../words/times.ts";

/** A part of a sentence, and how to read it aloud; null: as written. */
export interface ScriptPart {
  text: string;
  reading: string | null;
}

const plain = (text: string): ScriptPart => ({ text, reading: null });

const urgency: Record<Level, string> = {
  high: "至急のご確認をお願いいたします。",
  middle: "ご確認をお願いいたします。",
  low: "お手すきの際にご確認をお願いいたします。",
};

/** What an operator says on the telephone (R5.3.2): who calls whom, what happened in two sentences, and the request. */
export function callScript(
  facts: AlertFacts,
  contact: Pick<Contact, "name" | "reading" | "company">,
): ScriptPart[][] {
  const company = contact.company === null ? [] : [plain(`${oneLine(contact.company)} `)];
  const system = facts.system === null ? "" : `${oneLine(facts.system.name)}の`;
  return [
    [
      plain(`お世話になっております。${oneLine(facts.centerName)}でございます。`),
      ...company,
      { text: oneLine(contact.name), reading: contact.reading },
      plain("様でいらっしゃいますか。"),
    ],
    [
      plain(
        `${clockTime(facts.firstOccurredAt, facts.timezone)}頃から、${system}サーバー「${oneLine(facts.node)}」で「${oneLine(facts.alarm)}」の警報が発生しております。`,
      ),
    ],
    [
      plain(
        `警報レベルは「${levelWord(facts.level)}」${valueWords(facts.value)}で、現在も復旧しておりません。`,
      ),
    ],
    [plain(urgency[facts.level])],
  ];
}

const valueWords = (value: string | null): string =>
  value === null || value.trim() === "" ? "" : `、検知データは「${oneLine(value)}」`;
