import { giveUpStep } from "../../db/messages/dispatches.ts";
import { factsOf } from "../../db/messages/messageFacts.ts";
import { readIncidentContext, type TellingContext } from "../../db/messages/tellingContext.ts";
import { issueApprovalLink } from "../../db/secondary/approvalLinks.ts";
import { approvalToken, proposalDigest } from "../../db/secondary/linkKeys.ts";
import { markDutyDone, type SecondaryRow } from "../../db/secondary/secondary.ts";
import { notSentTexts } from "../../domain/messages/sendingTexts.ts";
import type { SecondaryMail } from "../../domain/secondary/duties.ts";
import { waitingWord } from "../../domain/secondary/heard.ts";
import { linkPlace, secondaryMail } from "../../domain/secondary/mails.ts";
import { usualRecipients } from "../../domain/secondary/recipients.ts";
import type { SecondaryRecord } from "../../domain/secondary/record.ts";
import { secondaryMailPhrases } from "../../domain/secondary/texts.ts";
import type { ActivityDeps } from "../deps.ts";
import { deliverMail, type Letter, type Recipient } from "../messages/deliverMail.ts";
import { recipients } from "../messages/recipients.ts";
import type { SecondaryActivities } from "./contract.ts";
import { readRow } from "./readRow.ts";

/** Mails with a link to answer by. */
const asking: readonly SecondaryMail[] = ["proposal", "reminder-1", "reminder-2", "heard", "heard-begin"];

const tellingOfAgreement: readonly SecondaryMail[] = ["heard", "heard-begin", "approved", "begun-early"];

export function secondaryMailActivities(deps: ActivityDeps): Pick<SecondaryActivities, "sendSecondaryMail"> {
  return {
    async sendSecondaryMail({ secondary, mail: what, key }) {
      const row = await readRow(deps, secondary);
      const { incident, record } = row;
      // A time may be agreed more than once; each has a mail of its own.
      const step = `secondary/${secondary}/${key.replace(/^mail\//, "")}`;
      const asks = asking.includes(what);
      // Answered while this mail was waiting, so nobody is asked any more.
      if (asks && !isStillAsked(what, key, record)) {
        const gaveUp = { incident, step, reason: notSentTexts.answered(), at: deps.clock() };
        await giveUpStep(deps.db, gaveUp);
        await markDutyDone(deps.db, secondary, key);
        return { sent: 0, refused: 0 };
      }
      const context = await readIncidentContext(deps.db, incident);
      const to = recipients(context, contactsFor(what, row, context));
      const links = asks ? await linksFor(deps, row, to) : null;
      const letter: Letter = {
        incident,
        step,
        kind: what === "report" ? "report" : "status",
        mail: secondaryMail(what, factsOf(context, "firing", deps.centerName), record),
        what: secondaryMailPhrases[what](),
        ...(links === null
          ? {}
          : { asSent: (recipient, body) => body.replaceAll(linkPlace, links.get(recipient) ?? linkPlace) }),
      };
      const told = await deliverMail(deps, letter, to);
      await markDutyDone(deps.db, secondary, key);
      return told;
    },
  };
}

/** Agreements also go to the people the rule names, even if an earlier version asked only others. */
function contactsFor(
  what: SecondaryMail,
  { record }: SecondaryRow,
  { configuration, incident }: TellingContext,
): string[] {
  if (configuration === null || !tellingOfAgreement.includes(what)) return record.to;
  return [...new Set([...record.to, ...usualRecipients(configuration, incident.rule)])];
}

function isStillAsked(what: SecondaryMail, key: string, record: SecondaryRecord): boolean {
  if (what !== "heard" && what !== "heard-begin") return record.state === "proposed";
  const word = waitingWord(record);
  return word !== null && key === `mail/${what}/${word.at}`;
}

/** Makes a link per recipient. Its row is written before it is sent; the link itself is never stored. */
async function linksFor(
  deps: ActivityDeps,
  { id: secondary, record }: SecondaryRow,
  to: readonly Recipient[],
): Promise<Map<string, string>> {
  const digest = proposalDigest(record.proposal);
  const links = to.map(async ({ id: recipient }): Promise<[string, string]> => {
    const token = approvalToken(deps.approvalKey, { secondary, recipient, digest });
    await issueApprovalLink(deps.db, { token, secondary, recipient, digest, at: deps.clock() });
    return [recipient, new URL(`/approve/${token}`, deps.publicUrl).href];
  });
  return new Map(await Promise.all(links));
}
