import { z } from "zod";
import { argumentSchema, wordSchema } from "./argument.ts";

export const secondsSchema = z.int().positive();
const port = z.int().min(1).max(65_535);

export const commandSchema = z.strictObject({
  kind: z.literal("command"),
  argv: z.array(wordSchema).min(1),
  /** By the target's `become`; otherwise as the user who logs in. */
  asRoot: z.boolean(),
  /** For a command with a script: what it does. It is shown instead of the script, whose text is at the end. */
  shown: z.string().trim().min(1).optional(),
});

/** A yes-or-no question to the outside world. */
export const probeSchema = z.discriminatedUnion("kind", [
  commandSchema.extend({
    /** These exit codes mean yes; any other means no. */
    exits: z.array(z.int().min(0).max(255)).min(1),
    /** If given, yes also requires the output to match this regular expression. */
    output: z.string().nullable(),
  }),
  z.strictObject({
    kind: z.literal("http"),
    url: argumentSchema,
    statuses: z.array(z.int().min(100).max(599)).min(1),
    contains: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal("tcp"), host: argumentSchema, port }),
  z.strictObject({ kind: z.literal("tls"), host: argumentSchema, port, daysLeft: z.int().min(0) }),
  z.strictObject({
    kind: z.literal("instance"),
    is: z.enum(["running", "stopped", "passing-checks", "behind-a-balancer"]),
  }),
  z.strictObject({
    kind: z.literal("balancer"),
    targetGroup: argumentSchema,
    /**
     * `member`: it is registered, in whatever health, and not about to leave. `others-healthy`: at least one other
     * member is healthy, so this one may be taken out.
     */
    is: z.enum(["member", "healthy", "out", "others-healthy"]),
  }),
  /**
   * `available`: there is an image to restore the instance from. `restored`: the instance restored last passes its
   * checks.
   */
  z.strictObject({ kind: z.literal("image"), is: z.enum(["available", "restored"]) }),
  /** Our own login address is in none of these networks, so blocking them does not lock us out. */
  z.strictObject({ kind: z.literal("way-in"), outside: z.array(wordSchema).min(1) }),
]);
export type Probe = z.infer<typeof probeSchema>;

/** Something that is done to the target. */
export const actionSchema = z.discriminatedUnion("kind", [
  commandSchema,
  z.strictObject({ kind: z.literal("instance"), do: z.enum(["reboot", "stop", "start"]) }),
  z.strictObject({
    kind: z.literal("balancer"),
    targetGroup: argumentSchema,
    do: z.enum(["take-out", "put-back"]),
  }),
  z.strictObject({
    kind: z.literal("image"),
    /** `join`: adds the instance restored last to the old instance's target groups; `leave`: removes it from them. */
    do: z.enum(["snapshot", "restore", "join", "leave"]),
  }),
  /** Packs files and folders of the target and fetches them, but only what was written after `since`. */
  z.strictObject({
    kind: z.literal("bundle"),
    paths: z.array(wordSchema).min(1),
    /** A time as GNU find reads it. */
    since: argumentSchema,
  }),
]);
export type Action = z.infer<typeof actionSchema>;

/**
 * How an act shows that it was done, even if the worker died in the middle of it. `changed`: the output is noted
 * before the act and differs after it. `holds`: the answer is yes after it. The act has ended when this is seen. If
 * nothing is seen after a worker died, an act with `holds` or `again` is done again; a reboot has neither.
 * `repeatable`: doing it twice is as good as once. `once`: nothing can tell, so it is never done a second time.
 */
export const effectSchema = z.union([
  z.strictObject({
    changed: commandSchema,
    again: z.literal(true).optional(),
    /**
     * The part of the output that counts: absent, all of it; `unit-start`, the start of a systemd unit that it shows.
     */
    reads: z.literal("unit-start").optional(),
  }),
  z.strictObject({ holds: probeSchema }),
  z.strictObject({ repeatable: z.literal(true) }),
  z.strictObject({ once: z.literal(true) }),
]);
export type Effect = z.infer<typeof effectSchema>;
