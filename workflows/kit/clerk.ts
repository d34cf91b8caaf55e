import { CancellationScope, CancelledFailure, condition, proxyLocalActivities } from "@temporalio/workflow";
import type { Answer, Order, OrderActivities } from "../contract/orders.ts";
import { patience } from "./patience.ts";

/**
 * Carries out what a workflow wants done at one moment as ONE local activity: a single event, within the task in
 * which it was decided. The next one begins when this one has ended, with everything ordered meanwhile.
 *
 * One at a time also keeps replays true. Of two local activities that end in one task a replay learns at once,
 * and what follows them could come in another order than in the history.
 */
const { carryOutOrders } = proxyLocalActivities<OrderActivities>(patience.orders);

interface Waiting {
  order: Order;
  /** Shown in the Temporal UI. */
  summary: string;
  scope: CancellationScope;
  answered(answer: Answer): void;
  withdrawn(): void;
}

const desk: Waiting[] = [];
let isAtWork = false;

/** Gives one order; the answer comes with those of everything else ordered at this moment. */
export function order(wanted: Order, summary: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    desk.push({
      order: wanted,
      summary,
      scope: CancellationScope.current(),
      answered: resolve,
      withdrawn: () => reject(new CancelledFailure("withdrawn before it began")),
    });
    // What one part of the workflow orders is not ended by what cancels another.
    if (!isAtWork) void CancellationScope.nonCancellable(work);
  });
}

async function work(): Promise<void> {
  isAtWork = true;
  while (desk.length > 0) {
    await everythingIsOrdered();
    const wanted = desk.splice(0).filter((one) => {
      if (one.scope.consideredCancelled) one.withdrawn();
      return !one.scope.consideredCancelled;
    });
    if (wanted.length === 0) continue;
    const summary = [...new Set(wanted.map((one) => one.summary))].join("、");
    const orders = wanted.map((one) => one.order);
    const answers = await carryOutOrders.executeWithOptions({ summary }, [orders]);
    mustAnswer(orders, answers);
    for (const [place, one] of wanted.entries()) one.answered(answers[place]!);
  }
  isAtWork = false;
}

/**
 * Fails the task of a workflow that orders something else than in its history, since Temporal compares only that
 * it orders.
 */
function mustAnswer(orders: readonly Order[], answers: readonly Answer[]): void {
  const [ordered, answered] = [orders, answers].map((all) => all.map(({ activity }) => activity).join(", "));
  if (ordered !== answered) throw new Error(`the history answers ${answered}, but ${ordered} is ordered`);
}

/** Until no part of the workflow has anything to add now: conditions are asked when all others have come to rest. */
async function everythingIsOrdered(): Promise<void> {
  for (let before = -1; desk.length > before; ) {
    before = desk.length;
    let isAtRest = false;
    void Promise.resolve().then(() => {
      isAtRest = true;
    });
    await condition(() => isAtRest);
  }
}
