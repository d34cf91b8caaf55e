import type { AlertFacts, Mail } from "../messages/facts.ts";
import { letter, type Section, sectionsOf, subjectOf } from "../messages/mailParts.ts";
import { isCustomers, nameOf } from "../people/actor.ts";
import { oneLine, severalLines } from "../words/oneLine.ts";
import { agreedTime } from "../words/times.ts";
import type { SecondaryMail } from "./duties.ts";
import { waitingWord } from "./heard.ts";
import type { Decision, SecondaryRecord } from "./record.ts";
import { partsOf, subjectWord, workLines } from "./words.ts";

/**
 * Replaces the link in the stored copy of a mail. Anyone with the link can answer for the customer, so the real link
 * is filled in only when the mail is sent.
 */
export const linkPlace = "（リンクは、お送りしたメールにのみ記載しています）";

/** Every mail about a secondary response to its customer (R5.7), in the tone of 仕様書 5-2-1. */
export function secondaryMail(what: SecondaryMail, facts: AlertFacts, record: SecondaryRecord): Mail {
  const { opening, ending, sections } = partsOfMail[what](facts, record);
  const word = subjectWord(record.proposal);
  return {
    subject: subjectOf(facts, ` ${word}${ending}`),
    body: letter(facts.centerName, opening, [...about(facts), ...sections]),
  };
}

/** The report's mail as it will be sent, without the text that an operator may write. */
export interface ReportFrame {
  subject: string;
  before: string;
  /** The text used if the operator writes none; null: the operator must write one. */
  standard: string | null;
  after: string;
}

/** Placeholder for the operator's text. No real text contains it. */
const textPlace = "\u{f0000}";

export function reportFrame(facts: AlertFacts, record: SecondaryRecord): ReportFrame {
  const framed = { ...record, report: { by: "", at: 0, body: textPlace } };
  const { subject, body } = secondaryMail("report", facts, framed);
  const [before = "", after = ""] = body.split(textPlace);
  const needsText = record.proposal.kind === "cause-analysis";
  return { subject, before, standard: needsText ? null : workText(record), after };
}

interface MailParts {
  /** The ending of the subject. */
  ending: string;
  opening: string[];
  sections: Section[];
}

type Words = (facts: AlertFacts, record: SecondaryRecord) => MailParts;

const about = (facts: AlertFacts): Section[] => [
  sectionsOf.node(facts),
  { title: "警報名", text: oneLine(facts.alarm) || "-" },
];

const proposal: Words = ({ timezone }, record) => ({
  ending: "のご提案",
  opening: [
    `下記の警報について、${subjectWord(record.proposal)}をご提案いたします。`,
    "内容をご確認のうえ、ご承認または辞退のご回答をお願いいたします。",
  ],
  sections: [...partsOf(record.proposal, timezone), ...answering(record, timezone)],
});

const reminder: Words = (facts, record) => ({
  ...proposal(facts, record),
  ending: "のご提案（再送）",
  opening: [
    waitingWord(record) === null
      ? `先にお送りした${subjectWord(record.proposal)}のご提案について、ご回答をいただいておりません。`
      : `先にお送りした${subjectWord(record.proposal)}のご提案について、お電話でのご承認の確認がとれておりません。`,
    "お手数ですが、内容をご確認のうえ、ご回答をお願いいたします。",
  ],
});

const partsOfMail: Record<SecondaryMail, Words> = {
  proposal,
  "reminder-1": reminder,
  "reminder-2": reminder,

  heard: ({ timezone }, record) => ({
    ending: "へのお電話でのご承認について",
    opening: [
      `下記の${subjectWord(record.proposal)}について、お電話でご承認をいただいたとの記録がございます。`,
      "別の担当者が確認したあとに進めます。お急ぎの場合や、記録に誤りがある場合は、下記のページからご回答ください。",
    ],
    sections: [
      ...heardOnPhone(record, timezone),
      ...partsOf(record.proposal, timezone),
      ...answering(record, timezone),
    ],
  }),

  "heard-begin": ({ timezone }, record) => ({
    ending: "の早めの開始について",
    opening: [
      `下記の${subjectWord(record.proposal)}について、予定の日時を待たずに始めることに、お電話でご同意をいただいたとの記録がございます。`,
      "別の担当者が確認したあとに始めます。お急ぎの場合や、記録に誤りがある場合は、下記のページからご回答ください。",
    ],
    sections: [
      ...heardOnPhone(record, timezone),
      agreedFor(record, timezone),
      summary(record),
      { title: "ご回答", text: [howToAnswer("同意する", "同意しない"), linkPlace].join("\n") },
    ],
  }),

  "begun-early": ({ timezone }, record) => ({
    ending: "の開始のご連絡",
    opening: [`ご同意により、予定の日時を待たずに${subjectWord(record.proposal)}を始めました。`],
    sections: [...begunEarly(record, timezone), agreedFor(record, timezone), summary(record)],
  }),

  approved: ({ timezone }, record) => ({
    ending: "のご承認の確認",
    opening: [`${subjectWord(record.proposal)}のご承認を承りました。下記のとおり進めます。`],
    sections: [...decision(record, timezone), ...partsOf(record.proposal, timezone)],
  }),

  scheduled: ({ timezone }, record) => ({
    ending: "の実施日時のご連絡",
    opening: [`${subjectWord(record.proposal)}の実施日時が決まりましたので、ご連絡いたします。`],
    sections: [agreedFor(record, timezone), summary(record)],
  }),

  declined: ({ timezone }, record) => ({
    ending: "の辞退の確認",
    opening: [`${subjectWord(record.proposal)}を辞退される旨を承りました。ご提案した作業は行いません。`],
    sections: [...decision(record, timezone), summary(record)],
  }),

  expired: ({ timezone }, record) => ({
    ending: "のご提案の期限切れ",
    opening: [
      record.heard == null
        ? `${subjectWord(record.proposal)}のご提案は、期限までにご回答がなかったため、無効になりました。`
        : `${subjectWord(record.proposal)}のご提案は、期限までにお電話でのご承認の確認がとれなかったため、無効になりました。`,
      "ご提案した作業は行いません。ご希望の場合は、あらためてご連絡ください。",
    ],
    sections: [
      { title: "回答期限", text: agreedTime(new Date(record.expiresAt), timezone) },
      summary(record),
    ],
  }),

  withdrawn: (_facts, record) => ({
    ending: "のご提案の取り下げ",
    opening: [
      `${subjectWord(record.proposal)}のご提案を取り下げさせていただきます。ご提案した作業は行いません。`,
      "お送りしたリンクからのご回答は、できなくなっております。",
    ],
    sections: [{ title: "理由", text: severalLines(record.ended?.reason ?? "-") }, summary(record)],
  }),

  report: ({ timezone }, record) => ({
    ending: "のご報告",
    opening: [`${subjectWord(record.proposal)}の結果をご報告いたします。`],
    sections: [
      summary(record),
      ...(record.begun === null
        ? []
        : [{ title: "開始日時", text: agreedTime(new Date(record.begun.at), timezone) }]),
      ...(record.result === null
        ? []
        : [{ title: "終了日時", text: agreedTime(new Date(record.result.at), timezone) }]),
      { title: "結果", text: resultText(record) },
    ],
  }),
};

const resultText = (record: SecondaryRecord): string =>
  record.report?.body == null ? workText(record) : severalLines(record.report.body);

const workText = (record: SecondaryRecord): string => workLines(record).join("\n") || "-";

const summary = ({ proposal: { summary: text } }: SecondaryRecord): Section => ({
  title: "ご提案の概要",
  text: severalLines(text),
});

const answering = ({ expiresAt }: SecondaryRecord, timezone: string): Section[] => [
  { title: "回答期限", text: agreedTime(new Date(expiresAt), timezone) },
  {
    title: "ご回答",
    text: [howToAnswer("承認する", "辞退する"), linkPlace].join("\n"),
  },
];

const howToAnswer = (yes: string, no: string): string =>
  [
    `下記のページを開き、お名前を入力のうえ、「${yes}」または「${no}」を押してください。`,
    "ページを開いただけでは、ご回答にはなりません。",
  ].join("\n");

const agreedFor = ({ scheduledAt }: SecondaryRecord, timezone: string): Section => ({
  title: "予定の日時",
  text: scheduledAt === null ? "-" : agreedTime(new Date(scheduledAt), timezone),
});

/** In whose name the answer was given and who recorded it, so the customer sees what was said in its name. */
function heardOnPhone(record: SecondaryRecord, timezone: string): Section[] {
  const word = waitingWord(record);
  if (word === null) return [];
  const lines = [
    `${oneLine(nameOf(word.by))} 様（お電話を受けた担当者: ${oneLine(word.heardBy)}）`,
    agreedTime(new Date(word.at), timezone),
    ...(word.note === null ? [] : [`備考: ${severalLines(word.note)}`]),
  ];
  return [{ title: "お電話でのご回答", text: lines.join("\n") }];
}

function begunEarly({ begun }: SecondaryRecord, timezone: string): Section[] {
  if (begun === null) return [];
  const { by, at, agreedBy = "-", heardBy = "-" } = begun;
  const way = isCustomers(by)
    ? "メールのリンク"
    : `お電話、受けた担当者: ${oneLine(heardBy)}、確認した担当者: ${oneLine(by)}`;
  return [
    { title: "ご同意", text: `${oneLine(agreedBy)} 様（${way}）` },
    { title: "開始日時", text: agreedTime(new Date(at), timezone) },
  ];
}

/** Who heard it, and who confirmed it. */
const operatorsOf = ({ recordedBy, confirmedBy }: Decision): string[] =>
  recordedBy === null || confirmedBy === undefined
    ? []
    : [`お電話を受けた担当者: ${oneLine(recordedBy)}、確認した担当者: ${oneLine(confirmedBy)}`];

function decision(record: SecondaryRecord, timezone: string): Section[] {
  const { decision: given, scheduledAt } = record;
  if (given === null) return [];
  const way = { link: "メールのリンク", api: "API", phone: "お電話" }[given.through];
  return [
    {
      title: "ご回答",
      text: [
        `${given.approved ? "承認" : "辞退"}（${oneLine(nameOf(given.by))} 様、${way}）`,
        ...operatorsOf(given),
        agreedTime(new Date(given.at), timezone),
        ...(given.note === null ? [] : [`備考: ${severalLines(given.note)}`]),
      ].join("\n"),
    },
    ...(given.approved && scheduledAt !== null ? [agreedFor(record, timezone)] : []),
  ];
}
