import { allHandlersFinished, condition, workflowInfo } from "@temporalio/workflow";
import { beside, type Job, reportFault, type Work } from "./beside.ts";

/** A workflow in progress that is driven by a row. */
export interface Led {
  /** Something changed; the row must be read again. */
  stale: boolean;
  /** Duties in progress by key. */
  readonly underWay: Map<string, Job>;
  /** Duties this run does not repeat: they failed by a fault of ours, or leave no trace in the row. */
  readonly settled: Set<string>;
}

export const nothingDone = (): Led => ({ stale: true, underWay: new Map(), settled: new Set() });

/** What to do now, when something is due next, and whether nothing will be due again. */
export interface Duties<Duty> {
  due: readonly Duty[];
  nextAt: number | null;
  over: boolean;
}

/** What differs between the kinds of such workflows. */
interface Guide<View, Duty extends { key: string }> {
  /** Reads the row's state and the keys of the duties done for good. */
  read(): Promise<{ view: View; done: readonly string[] }>;
  /** A pure rule: the duties that follow from the row and are not done yet. */
  dutiesOf(view: View, done: readonly string[], now: number): Duties<Duty>;
  howTo(duty: Duty): Work;
  show(): void;
  /** Tells operators of a fault of ours, in addition to the log. */
  tellFault?(key: string, what: string): Promise<unknown>;
  /** Continues in a new run when the history is long; absent if the workflow never needs to. */
  goOnAnew?(): Promise<never>;
}

/**
 * Reads the row, does what follows from it, and waits for the next news or date, until nothing more can
 * follow. It keeps no state outside the row, so any run may be ended and the next one takes up the rest.
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

/** Does a duty beside everything else; its end is news. A fault in one duty does not stop the others. */
function begin<View, Duty extends { key: string }>(led: Led, guide: Guide<View, Duty>, duty: Duty): void {
  const { key } = duty;
  if (led.underWay.has(key)) return;
  const work = guide.howTo(duty);
  const onFault = (fault: unknown) =>
    reportFault(work.what, fault, () => {
      led.settled.add(key);
      return guide.tellFault?.(key, work.what);
    });
  beside(led.underWay, key, work, onFault).finally(() => {
    led.stale = true;
  });
}

/** Waits until something changes or the next date comes. */
async function nextNews(led: Led, nextAt: number | null): Promise<void> {
  const news = (): boolean => led.stale;
  if (nextAt === null) await condition(news);
  else await condition(news, Math.max(1, nextAt - Date.now()));
}

const isIdle = (led: Led): boolean => !led.stale && led.underWay.size === 0 && allHandlersFinished();
