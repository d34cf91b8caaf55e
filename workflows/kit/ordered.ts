import {
  type ActivityInterfaceFor,
  type ActivityOptions,
  ApplicationFailure,
  type LocalActivityInterfaceFor,
  proxyActivities,
  sleep,
} from "@temporalio/workflow";
import type { Answer } from "../contract/orders.ts";
import { order } from "./clerk.ts";

const firstRetryMilliseconds = 200;
const longestRetryMilliseconds = 10_000;

/** Activities that are ordered, and repeated until they are done. They must be short, and safe to repeat. */
export function ordered<Activities>(): LocalActivityInterfaceFor<Activities> {
  return proxy<LocalActivityInterfaceFor<Activities>>(async (activity, { summary = activity }, args) => {
    for (let waitMilliseconds = firstRetryMilliseconds; ; waitMilliseconds *= 2) {
      const answer = await order({ activity, args }, summary);
      if (!("failed" in answer)) return doneIn(answer);
      throwIfUseless(answer);
      await sleep(Math.min(waitMilliseconds, longestRetryMilliseconds));
    }
  });
}

/** A workflow's task, and with it every message to the workflow, waits for a provider no longer than this. */
const soonMilliseconds = 700;

/**
 * Activities that talk to a provider, tried once by order. If the provider takes longer or refuses for now, an
 * activity of its own follows, which joins the conversation under way or begins anew.
 */
export function triedAtOnce<Activities>(options: ActivityOptions): ActivityInterfaceFor<Activities> {
  const patiently = proxyActivities(options);
  return proxy<ActivityInterfaceFor<Activities>>(async (activity, more, args) => {
    const { summary = activity } = more;
    const answer = await order({ activity, args, limitMilliseconds: soonMilliseconds }, summary);
    if (!("slow" in answer) && !("failed" in answer)) return doneIn(answer);
    throwIfUseless(answer);
    if ("failed" in answer) await sleep(answer.failed.retryAfterMilliseconds ?? 0);
    return await patiently[activity]!.executeWithOptions(more, args);
  });
}

/** One try by order, of an activity that may be repeated in another way; null: there is no answer yet. */
export function triedOnce<Activities extends object>(limitMilliseconds: number): Tries<Activities> {
  return new Proxy({} as Tries<Activities>, {
    get: (_, activity: string) => async (summary: string, arg: unknown) => {
      const answer = await order({ activity, args: [arg], limitMilliseconds }, summary);
      throwIfUseless(answer);
      return "done" in answer ? answer.done : null;
    },
  });
}

type Tries<Activities> = {
  [Name in keyof Activities]: Activities[Name] extends (arg: infer Arg) => Promise<infer Done>
    ? (summary: string, arg: Arg) => Promise<Done | null>
    : never;
};

type Perform = (activity: string, options: ActivityOptions, args: unknown[]) => Promise<unknown>;

const proxy = <Activities extends object>(perform: Perform): Activities =>
  new Proxy({} as Activities, {
    get: (_, activity: string) =>
      Object.assign((...args: unknown[]) => perform(activity, {}, args), {
        executeWithOptions: (options: ActivityOptions, args: unknown[]) => perform(activity, options, args),
      }),
  });

const doneIn = (answer: Answer): unknown => ("done" in answer ? answer.done : undefined);

function throwIfUseless(answer: Answer): void {
  if (!("failed" in answer) || answer.failed.retryAfterMilliseconds !== null) return;
  const { type, message } = answer.failed;
  throw ApplicationFailure.create({ type, message, nonRetryable: true });
}
