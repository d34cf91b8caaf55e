import { condition } from "@temporalio/workflow";
import type { Told } from "../../activities/messages/contract.ts";
import type { ActionSaid } from "../../domain/incidents/actions/table.ts";
import { requestStep } from "../../domain/incidents/steps.ts";
import { saidTexts } from "../../domain/words/fields.ts";
import { people, telling } from "../activities.ts";
import { refusal } from "../kit/refusal.ts";
import { begin, chatOrder, type IncidentRun, inOrder, priorityOf } from "./incidentRun.ts";
import { mailInOrder } from "./mailing.ts";

/** The result so far; `pending`: still being tried. */
interface Sent {
  sent: number;
  refused: number;
  pending: boolean;
}

/** How long the operator waits for the result; the provider may take longer. */
const patienceSeconds = 8;

/** Sends an operator's mail (R5.3.1), exactly as they saw it before sending. */
export async function sendMailBy(
  run: IncidentRun,
  said: ActionSaid<"sendMail">,
  request: string,
): Promise<Sent> {
  const { number: incident } = run.opening;
  const { occurrence } = run.memory;
  const { subject = null, body = null } = said;
  const to = [...new Set(said.to)];
  const step = requestStep(occurrence, "mail", request);
  await recordSending(run, said.by, request, { step, channel: "mail", to, said: { subject, body } });
  return await send(run, `メール: ${to.join(", ")}（${said.by}）`, async (options) => {
    const { first } = await mailInOrder(run, {
      what: options.summary,
      occurrence,
      isResponse: true,
      send: (tries) =>
        telling.sendOperatorMail.executeWithOptions(options, [
          { incident, step, to, subject, body, ...tries },
        ]),
    });
    return first;
  });
}

/** Posts an operator's chat line (R5.4) to each of the chats. */
export async function sendChatBy(
  run: IncidentRun,
  said: ActionSaid<"sendChat">,
  request: string,
): Promise<Sent> {
  const { number: incident } = run.opening;
  const { text = null } = said;
  const to = [...new Set(said.to)];
  const step = requestStep(run.memory.occurrence, "chat", request);
  const words = { subject: null, body: text };
  await recordSending(run, said.by, request, { step, channel: "chat", to, said: words });
  return await send(run, `チャット: ${to.join(", ")}（${said.by}）`, async (options) => {
    const post = (chat: string) => {
      const line = () =>
        telling.postOperatorChat.executeWithOptions(options, [{ incident, step, chat, text }]);
      return inOrder(run, chatOrder(chat), line);
    };
    const told = await Promise.all(to.map(post));
    const sum = (of: (one: Told) => number) => told.reduce((total, one) => total + of(one), 0);
    return { sent: sum((one) => one.sent), refused: sum((one) => one.refused) };
  });
}

/** Records the order before anything waits or is sent; refuses recipients that the customer does not have. */
async function recordSending(
  run: IncidentRun,
  by: string,
  request: string,
  order: Pick<Parameters<typeof people.recordSending>[0], "step" | "channel" | "to" | "said">,
): Promise<void> {
  const fact = { incident: run.opening.number, actor: { by, request }, ...order, at: Date.now() };
  const options = { summary: `送信の指示を記録: ${order.to.join(", ")}` };
  const { unknown } = await people.recordSending.executeWithOptions(options, [fact]);
  if (unknown.length > 0)
    throw refusal("invalid_input", saidTexts.notRecipients({ ids: unknown.join("、") }));
}

async function send(
  run: IncidentRun,
  what: string,
  work: (options: { summary: string; priority: ReturnType<typeof priorityOf> }) => Promise<Told>,
): Promise<Sent> {
  const outcome: { told: Told | null } = { told: null };
  begin(run, what, async () => {
    outcome.told = await work({ summary: what, priority: priorityOf(run) });
  });
  await condition(() => outcome.told !== null, patienceSeconds * 1000);
  const { sent, refused, pending } = outcome.told ?? { sent: 0, refused: 0, pending: 1 };
  return { sent, refused, pending: (pending ?? 0) > 0 };
}
