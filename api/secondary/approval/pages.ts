import type { CustomerConfiguration } from "../../../domain/customers/configuration.ts";
import { nameOf } from "../../../domain/people/actor.ts";
import { pageWords as words } from "../../../domain/secondary/pageWords.ts";
import type { Decision, HeardWord, SecondaryRecord } from "../../../domain/secondary/record.ts";
import { secondaryStateTexts } from "../../../domain/secondary/texts.ts";
import { partsOf, subjectWord } from "../../../domain/secondary/words.ts";
import { agreedTime, mailTime } from "../../../domain/words/times.ts";
import type { Asked } from "./asked.ts";
import { html, type Markup, page } from "./html.ts";

/** The data of a page. */
export interface ShownProposal {
  record: SecondaryRecord;
  digest: string;
  incident: { node: string; alarm: string; detectedAt: Date };
  configuration: CustomerConfiguration;
  centerName: string;
}

/** What the visitor typed, and why it was refused. */
export interface Typed {
  name: string;
  note: string;
  fault: string | null;
}

const nothingTyped: Typed = { name: "", note: "", fault: null };

/** The current question, and the form to answer it. */
export const questionPage = (shown: ShownProposal, asked: Asked, typed = nothingTyped): string =>
  asked.about === "begin" ? earlyPage(shown, asked, typed) : proposalPage(shown, asked, typed);

/** The whole proposal. */
function proposalPage(shown: ShownProposal, { seen, heard }: Asked, typed: Typed): string {
  const { record, configuration, centerName } = shown;
  const { proposal } = record;
  const what = subjectWord(proposal);
  const { timezone } = configuration;
  return page(
    words.title(what),
    words.from(centerName),
    html`<p>${words.opening(what)}</p>
${heard === null ? null : html`<p>${words.heard(...wordOf(heard, timezone))}</p>`}
<p>${words.openedOnly}</p>
${list([...aboutAlarm(shown), ...partsOf(proposal, timezone).map(({ title, text }): Pair => [title, text])])}
${proposal.runbook === null ? null : html`<details><summary>${words.procedure}</summary><pre>${withoutMarks(proposal.runbook.procedure)}</pre></details>`}
${list([[words.expiresAt, agreedTime(new Date(record.expiresAt), timezone)]])}
${form(seen, typed, [words.approve, words.decline])}`,
  );
}

/** Asks whether the work may begin early, as an operator says the customer agreed on the telephone. */
function earlyPage(shown: ShownProposal, { seen, heard }: Asked & { about: "begin" }, typed: Typed): string {
  const { record, configuration, centerName } = shown;
  const { timezone } = configuration;
  const planned = record.scheduledAt === null ? "-" : agreedTime(new Date(record.scheduledAt), timezone);
  return page(
    words.earlyTitle(subjectWord(record.proposal)),
    words.from(centerName),
    html`<p>${words.earlyOpening(...wordOf(heard, timezone))}</p>
<p>${words.earlyOpenedOnly}</p>
${list([
  ...aboutAlarm(shown),
  [words.planned, planned],
  ...partsOf(record.proposal, timezone).map(({ title, text }): Pair => [title, text]),
])}
${form(seen, typed, [words.agreeEarly, words.denyEarly])}`,
  );
}

const wordOf = ({ by, heardBy, at }: HeardWord, timezone: string) =>
  [nameOf(by), heardBy, agreedTime(new Date(at), timezone)] as const;

const form = (seen: string, typed: Typed, [yes, no]: readonly [string, string]): Markup =>
  html`${typed.fault === null ? null : html`<p class="error" role="alert">${typed.fault}</p>`}
<form method="post" autocomplete="on">
<input type="hidden" name="seen" value="${seen}">
${pressedByEnter}
<label for="name">${words.name}</label>
<input id="name" name="name" autocomplete="name" maxlength="100" required value="${typed.name}">
<label for="note">${words.note}</label>
<textarea id="note" name="note" rows="3" maxlength="1000">${typed.note}</textarea>
<div class="buttons">
<button class="yes" name="decision" value="approve">${yes}</button>
<button class="no" name="decision" value="decline">${no}</button>
</div>
</form>`;

/** Who answered what, and when. `justNow`: by this very request. */
export function decidedPage(shown: ShownProposal, decision: Decision, justNow: boolean): string {
  const { record, configuration, centerName } = shown;
  const { approved } = decision;
  const follows = approved ? words.whatFollowsApproved : words.whatFollowsDeclined;
  const heading = justNow ? (approved ? words.approved : words.declined) : words.decidedAlready;
  return page(
    heading,
    words.from(centerName),
    html`<p>${justNow ? follows : words.decidedBefore}</p>
${list([
  ...aboutAlarm(shown),
  [words.answer, secondaryStateTexts[approved ? "approved" : "declined"]()],
  [words.answeredBy, words.person(nameOf(decision.by))],
  [words.answeredAt, agreedTime(new Date(decision.at), configuration.timezone)],
  ...(record.state === "declined" ? [] : [[words.state, secondaryStateTexts[record.state]()] satisfies Pair]),
])}
<p>${words.changeOfMind}</p>
${list(partsOf(record.proposal, configuration.timezone).map(({ title, text }): Pair => [title, text]))}`,
  );
}

/**
 * Enter in a field presses a form's first button in browsers. That is this one, which chooses nothing, so
 * that nobody agrees by pressing Enter: they are asked to choose.
 */
const pressedByEnter = html`<button class="unseen" type="submit" tabindex="-1" aria-hidden="true"></button>`;

/** Why nothing can be answered here, and what to do instead. */
export const noticePage = (centerName: string, heading: string, todo: string): string =>
  page(heading, words.from(centerName), html`<p>${todo}</p>`);

/** Removes Markdown's marks for headings and bold type, which mean nothing in plain text. */
const withoutMarks = (markdown: string): string =>
  markdown
    .replaceAll(/^#+ /gm, "")
    .replaceAll("**", "")
    .replaceAll(/\n{3,}/g, "\n\n");

type Pair = [title: string, text: string];

const aboutAlarm = ({ configuration, incident }: ShownProposal): Pair[] => [
  [words.customer, configuration.name],
  [words.alarm, `${incident.node} ${incident.alarm}`],
  [words.detectedAt, mailTime(incident.detectedAt, configuration.timezone)],
];

const list = (pairs: readonly Pair[]): Markup =>
  html`<dl>${pairs.map(([title, text]) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl>`;
