import { allHandlersFinished, CancellationScope, condition, log, workflowInfo } from "@temporalio/workflow";

/** A workflow in flight that is led by a row. */
export interface Led {
  /** News: the row has to be read again. */
  stale: boolean;
  /** Duties being done now, by their keys, named for people. */
  readonly underWay: Map<string, string>;
  /** Duties that this run does not do again: failed by a fault of ours, or done without a trace in the row. */
  readonly settled: Set<string>;
}

export const nothingDone = (): Led => ({ stale: true, underWay: new Map(), settled: new Set() });

/** What is to be done now, when something is due next, and whether nothing ever will be. */
export interface Duties<Duty> {
  due: readonly Duty[];
  nextAt: number | null;
  over: boolean;
}

export interface Work {
  /** For people: in the Temporal UI. */
  what: string;
  work: () => Promise<unknown>;
}

/** What tells one kind of such workflows from another. */
interface Guide<View, Duty extends { key: string }> {
  /** How its row stands, and the keys of the duties that are done for good. */
  read(): Promise<{ view: View; done: readonly string[] }>;
  /** A pure rule: the duties that follow from the row and are not done. */
  dutiesOf(view: View, done: readonly string[], now: number): Duties<Duty>;
  howTo(duty: Duty): Work;
  show(): void;
  /** Whom a fault of ours is told, beside the log. */
  tellFault?(key: string, what: string): Promise<unknown>;
  /** Goes on in a new run when the history has grown long; left out where it never does. */
  goOnAnew?(): Promise<never>;
}

/**
 * Reads the row, does what follows from it, and waits for the next news or the next date, until nothing ever will follow.
 * It keeps nothing that the row does not say, so that any run may be ended and the next one takes up the rest.
 */
export async function followRow<View, Duty extends { key: string }>(
  led: Led,
  guide: Guide<View, Duty>,
): Promise<View> {
  for (;;) {
    led.stale = false;
    const { view, done } = await guide.read();
    const { due, nextAt, over } = guide.dutiesOf(view, [...done, ...led.settled], Date.now());
    for (const duty of due) begin(led, guide, duty);
    guide.show();
    if (isIdle(led)) {
      if (over) return view;
      if (workflowInfo().continueAsNewSuggested) await guide.goOnAnew?.();
    }
    await nextNews(led, nextAt);
  }
}

/** Does a duty beside everything else; its end is news. A fault of ours ends nothing else. */
function begin<View, Duty extends { key: string }>(led: Led, guide: Guide<View, Duty>, duty: Duty): void {
  const { key } = duty;
  if (led.underWay.has(key)) return;
  const { what, work } = guide.howTo(duty);
  led.underWay.set(key, what);
  work()
    .catch(async (fault: unknown) => {
      // Cancelled in the Temporal UI: this run ends, and the next one takes its duties up.
      if (CancellationScope.current().consideredCancelled) return;
      led.settled.add(key);
      log.error("a duty failed", { key, fault: String(fault) });
      await guide.tellFault?.(key, what);
    })
    .finally(() => {
      led.underWay.delete(key);
      led.stale = true;
    });
}

/** Something changed, or a date has come. */
async function nextNews(led: Led, nextAt: number | null): Promise<void> {
  const news = (): boolean => led.stale;
  if (nextAt === null) await condition(news);
  else await condition(news, Math.max(1, nextAt - Date.now()));
}

const isIdle = (led: Led): boolean => !led.stale && led.underWay.size === 0 && allHandlersFinished();
