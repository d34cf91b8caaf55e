import { z } from "zod";

const seconds = z.number().min(0);
const eventName = z.enum(["initiated", "ringing", "answered", "completed"]);

/**
 * Faults of the exchange. The first six affect a request for a call, the next four its callbacks, the last
 * two lookups.
 */
export const exchangeFaultSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ring-then-error"), status: z.number().int().min(500).max(599).default(500) }),
  z.object({ kind: z.literal("ring-then-silence") }),
  z.object({ kind: z.literal("ring-then-reset") }),
  z.object({ kind: z.literal("refuse"), status: z.number().int().min(400).max(599).default(500) }),
  z.object({ kind: z.literal("reset") }),
  z.object({ kind: z.literal("slow"), seconds }),
  z.object({ kind: z.literal("callbacks-lost"), events: z.array(eventName).optional() }),
  z.object({ kind: z.literal("callbacks-duplicated") }),
  z.object({ kind: z.literal("callbacks-reordered") }),
  z.object({ kind: z.literal("callbacks-delayed"), seconds }),
  z.object({ kind: z.literal("lookup-error"), status: z.number().int().min(400).max(599).default(500) }),
  z.object({ kind: z.literal("list-lag"), seconds }),
]);

export type ExchangeFault = z.infer<typeof exchangeFaultSchema>;
export type ExchangeFaultScript = z.input<typeof exchangeFaultSchema>;
type Kind = ExchangeFault["kind"];
export type FaultOf<K extends Kind> = Extract<ExchangeFault, { kind: K }>;

const CREATION = [
  "ring-then-error",
  "ring-then-silence",
  "ring-then-reset",
  "refuse",
  "reset",
  "slow",
] as const;
const CALLBACK = [
  "callbacks-lost",
  "callbacks-duplicated",
  "callbacks-reordered",
  "callbacks-delayed",
] as const;

export type CreationFault = FaultOf<(typeof CREATION)[number]>;
export type CallbackFault = FaultOf<(typeof CALLBACK)[number]>;

interface Injected {
  fault: ExchangeFault;
  number: string | null;
  remaining: number;
}

/** Faults at one number or at any, for the next `times` or until cleared. Older faults go first. */
export class ExchangeFaults {
  #injected: Injected[] = [];

  inject(fault: ExchangeFaultScript, scope: { number?: string; times?: number } = {}): void {
    this.#injected.push({
      fault: exchangeFaultSchema.parse(fault),
      number: scope.number ?? null,
      remaining: scope.times ?? Number.POSITIVE_INFINITY,
    });
  }

  clear(number?: string): void {
    this.#injected = number ? this.#injected.filter((each) => each.number !== number) : [];
  }

  takeForCreation(number: string): CreationFault | null {
    return this.#take(CREATION, number);
  }

  takeForCallbacks(number: string): CallbackFault | null {
    return this.#take(CALLBACK, number);
  }

  takeForLookup(number: string | null): FaultOf<"lookup-error"> | null {
    return this.#take(["lookup-error"], number);
  }

  takeListLag(number: string): FaultOf<"list-lag"> | null {
    return this.#take(["list-lag"], number);
  }

  #take<K extends Kind>(kinds: readonly K[], number: string | null): FaultOf<K> | null {
    const isAsked = (fault: ExchangeFault): fault is FaultOf<K> => kinds.some((kind) => kind === fault.kind);
    for (const injected of this.#injected) {
      if (injected.remaining <= 0 || !isAsked(injected.fault)) continue;
      if (injected.number !== null && injected.number !== number) continue;
      injected.remaining--;
      return injected.fault;
    }
    return null;
  }
}
