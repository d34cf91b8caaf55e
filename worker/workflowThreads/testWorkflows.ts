import { condition } from "@temporalio/workflow";

/** Never comes back from the sandbox. */
export async function spins(): Promise<void> {
  for (;;);
}

export async function answers(): Promise<string> {
  return "answered";
}

/** Waits for ever, at a place that a stack trace names. */
export async function waitsForEver(): Promise<void> {
  await condition(() => false);
}
