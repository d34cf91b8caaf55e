import { z } from "zod";

const seconds = z.number().min(0);
const key = z.string().regex(/^[0-9*#]$/, "one of 0-9 * #");

/**
 * What happens at one ring of a scripted phone. Times count from the ring; key presses and hanging up count
 * from the answer.
 */
const singleBehaviour = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("no-answer") }),
  z.object({ kind: z.literal("busy"), afterSeconds: seconds.default(0) }),
  z.object({ kind: z.literal("unreachable") }),
  z.object({ kind: z.literal("voicemail"), afterSeconds: seconds.default(10) }),
  z.object({
    kind: z.literal("answer"),
    afterSeconds: seconds.default(2),
    press: key.optional(),
    pressAfterSeconds: seconds.default(3),
    presses: z.array(z.object({ key, afterSeconds: seconds })).optional(),
    hangUpAfterSeconds: seconds.optional(),
  }),
  z.object({ kind: z.literal("manual") }),
]);

export const behaviourSchema = z.discriminatedUnion("kind", [
  singleBehaviour,
  z.object({ kind: z.literal("sequence"), of: z.array(singleBehaviour).min(1) }),
]);

export type SingleBehaviour = z.infer<typeof singleBehaviour>;
export type Behaviour = z.infer<typeof behaviourSchema>;
/** As a test writes it: fields with a default may be absent. */
export type BehaviourScript = z.input<typeof behaviourSchema>;

export type Answering = Extract<SingleBehaviour, { kind: "answer" }>;

export function pressesOf(behaviour: Answering): { key: string; afterSeconds: number }[] {
  const single = behaviour.press ? [{ key: behaviour.press, afterSeconds: behaviour.pressAfterSeconds }] : [];
  return [...single, ...(behaviour.presses ?? [])];
}
