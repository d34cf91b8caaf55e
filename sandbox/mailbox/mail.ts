import type { ParsedMail } from "mailparser";

/** One received mail, with the addresses of its envelope. */
export interface Mail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  messageId: string | null;
  headers: Record<string, string>;
  receivedAt: Date;
  /** The same Message-ID came before: an unsure sender tried again. */
  isRepeat: boolean;
}

export interface Envelope {
  from: string;
  to: string[];
}

export function mailOf(
  parsed: ParsedMail,
  envelope: Envelope,
  receipt: Pick<Mail, "id" | "receivedAt" | "isRepeat">,
): Mail {
  return {
    ...receipt,
    from: parsed.from?.value[0]?.address ?? envelope.from,
    to: envelope.to,
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || null,
    messageId: parsed.messageId ?? null,
    headers: Object.fromEntries(parsed.headerLines.map(({ key, line }) => [key, headerValue(line)])),
  };
}

function headerValue(headerLine: string): string {
  return headerLine
    .slice(headerLine.indexOf(":") + 1)
    .replace(/\r?\n\s+/g, " ")
    .trim();
}
