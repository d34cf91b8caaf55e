import { type Behaviour, type BehaviourScript, behaviourSchema, type SingleBehaviour } from "./behaviour.ts";

export interface Phone {
  number: string;
  name: string | null;
  behaviour: Behaviour;
}

/**
 * The people at the other end: what each does when their number rings. Calls to unknown numbers are answered
 * by hand.
 */
export class Phones {
  #phones = new Map<string, Phone & { rings: number }>();
  #onChange: (phone: Phone) => void;

  constructor(onChange: (phone: Phone) => void) {
    this.#onChange = onChange;
  }

  script(number: string, behaviour: BehaviourScript): void {
    this.#change(number, { behaviour: behaviourSchema.parse(behaviour), rings: 0 });
  }

  /** The name that the page shows beside the number. */
  label(number: string, name: string): void {
    this.#change(number, { name });
  }

  /** Goes back to being answered by hand. */
  unscript(number: string): void {
    this.#change(number, { behaviour: { kind: "manual" }, rings: 0 });
  }

  all(): Phone[] {
    return [...this.#phones.values()].map(({ number, name, behaviour }) => ({ number, name, behaviour }));
  }

  clear(): void {
    this.#phones.clear();
  }

  /** What happens at this ring. A sequence advances with each ring and repeats its last entry. */
  nextRing(number: string): SingleBehaviour {
    const phone = this.#phones.get(number) ?? this.#change(number, {});
    const ring = phone.rings++;
    if (phone.behaviour.kind !== "sequence") return phone.behaviour;
    return phone.behaviour.of[Math.min(ring, phone.behaviour.of.length - 1)]!;
  }

  #change(number: string, change: Partial<Phone & { rings: number }>): Phone & { rings: number } {
    const unknown = { number, name: null, behaviour: { kind: "manual" as const }, rings: 0 };
    const phone = { ...unknown, ...this.#phones.get(number), ...change };
    this.#phones.set(number, phone);
    this.#onChange({ number, name: phone.name, behaviour: phone.behaviour });
    return phone;
  }
}
