import { events, shownAs } from "../words/event.ts";
import { type Reader, type Text, type Wording, wording } from "../words/phrase.ts";
import { channelTexts } from "./sendingTexts.ts";

/** The outcome of one message to one recipient. */
interface Settled {
  channel: keyof typeof channelTexts;
  /** An address, or the id of a chat. */
  to: string;
  /** The kind of message. */
  what: Text;
  outcome: "sent" | "refused" | "failed" | "pending";
  reason: Text | null;
}

type ByOutcome = Record<Settled["outcome"], Wording<Omit<Settled, "outcome">>>;

const channel = channelTexts;
const reason = (why: Text | null, { say }: Reader): string => (why === null ? "-" : say(why));

const toCustomer: ByOutcome = {
  sent: wording("{channel} {to}: {$what}を送信しました", "{channel} to {to} sent: {$what}", { channel }),
  refused: wording(
    "{channel} {to}: {$what}は受け付けられませんでした（{reason}）",
    "{channel} to {to} refused: {$what} ({reason})",
    { channel, reason },
  ),
  failed: wording(
    "{channel} {to}: {$what}を送信できませんでした（{reason}）",
    "{channel} to {to} could not be sent: {$what} ({reason})",
    { channel, reason },
  ),
  pending: wording(
    "{channel} {to}: {$what}をまだ送信できていません。再試行します（{reason}）",
    "{channel} to {to} not sent yet, trying again: {$what} ({reason})",
    { channel, reason },
  ),
};

const toOperators: ByOutcome = {
  sent: wording("{channel}: {$what}を送信しました", "{channel} sent: {$what}", { channel }),
  refused: wording(
    "{channel}: {$what}は受け付けられませんでした（{reason}）",
    "{channel} refused: {$what} ({reason})",
    { channel, reason },
  ),
  failed: wording(
    "{channel}: {$what}を送信できませんでした（{reason}）",
    "{channel} could not be sent: {$what} ({reason})",
    { channel, reason },
  ),
  pending: wording(
    "{channel}: {$what}をまだ送信できていません。再試行します（{reason}）",
    "{channel} not sent yet, trying again: {$what} ({reason})",
    { channel, reason },
  ),
};

export const messageEvents = events("message", {
  settled: {
    kind: (settled: Settled) => settled.channel,
    audience: "everyone",
    words: (settled: Settled, reader) => toCustomer[settled.outcome](settled, reader),
  },
  /** A notice to the control centre's own mail and chat. */
  noticeSettled: shownAs(
    "operators",
    "staff",
  )((settled: Settled, reader) => toOperators[settled.outcome](settled, reader)),
  templateUnusable: shownAs("mail")(
    wording(
      "メールのテンプレートが使えないため、標準の文面で送信します（{fault}）",
      "The mail template cannot be used, so the standard text was sent ({fault})",
    ),
  ),
});
