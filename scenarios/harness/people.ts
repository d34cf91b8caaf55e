import type { Engine } from "./engine.ts";

/** The people of every scenario. Their order decides their numbers. */
export const people = ["sato", "suzuki", "tanaka", "ito"] as const;
export type Person = (typeof people)[number];

const names: Record<Person, string> = {
  sato: "佐藤 太郎",
  suzuki: "鈴木 花子",
  tanaka: "田中 一郎",
  ito: "伊藤 桃子",
};

export const nameOf = (person: Person): string => names[person];

export const phoneOf = (person: Person): string => `+81901234${String(1000 + people.indexOf(person))}`;

export const mailOf = (person: Person): string => `${person}@customer.example`;

export const personAt = (phone: string): Person => {
  const person = people.find((one) => phoneOf(one) === phone);
  if (person === undefined) throw new Error(`nobody has the number ${phone}`);
  return person;
};

/** What a person does when the telephone rings. */
export function phoneScripts(engine: Engine) {
  const { phones, faults } = engine.sandbox.exchange;
  return (person: Person) => {
    const number = phoneOf(person);
    return {
      doesNotAnswer: () => phones.script(number, { kind: "no-answer" }),
      isBusy: () => phones.script(number, { kind: "busy" }),
      cannotBeReached: () => phones.script(number, { kind: "unreachable" }),
      hasVoicemail: () => phones.script(number, { kind: "voicemail", afterSeconds: 10 }),
      answersAndPresses: (key: string, options: { afterSeconds?: number; pressAfterSeconds?: number } = {}) =>
        phones.script(number, {
          kind: "answer",
          afterSeconds: options.afterSeconds ?? 5,
          press: key,
          pressAfterSeconds: options.pressAfterSeconds ?? 5,
        }),
      answersAndListens: () => phones.script(number, { kind: "answer", afterSeconds: 5 }),
      behaves: (behaviour: Parameters<typeof phones.script>[1]) => phones.script(number, behaviour),
      fails: (fault: Parameters<typeof faults.inject>[0], times?: number) =>
        faults.inject(fault, times === undefined ? { number } : { number, times }),
    };
  };
}
