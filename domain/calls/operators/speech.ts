import { oneLine } from "../../words/oneLine.ts";

/** The contact whom an operator is about to be joined with. */
export interface SpokenContact {
  /** The reading of the name, or the name itself if it has no reading. */
  name: string;
  company: string | null;
}

/**
 * What the operator hears on answering their own telephone. Only a key joins the contact, because an operator's
 * voicemail must never ring a customer.
 */
export function spokenConnection({ name, company }: SpokenContact): string[] {
  const whom = [company, name].filter((part) => part !== null).map(oneLine);
  return [
    `${whom.join(" ")}様におつなぎします。`,
    "この通話は録音されます。",
    "つなぐ場合は1を押してください。",
  ];
}

/** Said to the contact before anyone else is on the line (R5.3.2). */
export const spokenRecordingNotice = (centerName: string): string =>
  `${oneLine(centerName)}です。この通話は録音されます。`;

/** What the operator hears if the contact's phone was not answered; null: they talked. */
export function spokenDialEnd(status: string): string | null {
  switch (status) {
    case "completed":
      return null;
    case "busy":
      return "お客様の電話は、話し中でした。失礼いたします。";
    case "no-answer":
      return "お客様の電話に、応答がありませんでした。失礼いたします。";
    default:
      return "お客様の電話に、つながりませんでした。失礼いたします。";
  }
}
