/** What happens on one node: who is on its call list, how their phones behave, what fails at the provider. */
export interface Story {
  node: string;
  mode: "sequential" | "simultaneous";
  people: Person[];
  /** Affects the first request for a call to the first person. */
  fault: { kind: string; seconds?: number } | null;
  /** Whether the tool reports the recovery while people are still being called, or never. */
  recovers: boolean;
}

export interface Person {
  contact: string;
  phone: string;
  mail: string;
  behaviour: object;
}

export const customer = "crash";
export const source = "tool";
export const chatRoom = "CCRASH";
/** Both on every node, one right after the other: one's calls make the other skip the same people. */
export const alarms = ["HTTP", "CPU"] as const;
/** The rounds of every list: the first and one more. */
export const rounds = 2;
const ringSeconds = 2;

const noAnswer = { kind: "no-answer" };
const busy = { kind: "busy" };
/** Presses again after a while: a key pressed before the message begins does nothing. */
const presses = [1, 3, 5].map((afterSeconds) => ({ key: "1", afterSeconds }));
const pressesOne = { kind: "answer", afterSeconds: 1, presses, hangUpAfterSeconds: 6 };
const hangsUp = { kind: "answer", afterSeconds: 1, hangUpAfterSeconds: 1 };
const secondTime = { kind: "sequence", of: [noAnswer, pressesOne] };

type Plot = Pick<Story, "mode" | "fault" | "recovers"> & { name: string; phones: object[] };

/** One of each is in flight whenever a part is killed. */
const plots: Plot[] = [
  plot("rings-then-silence", [noAnswer, pressesOne, noAnswer], { fault: { kind: "ring-then-silence" } }),
  plot("rings-then-error", [pressesOne, noAnswer, noAnswer], { fault: { kind: "ring-then-error" } }),
  plot("answers-slowly", [noAnswer, pressesOne, noAnswer], { fault: { kind: "slow", seconds: 4 } }),
  plot("callbacks-lost", [hangsUp, pressesOne, noAnswer], { fault: { kind: "callbacks-lost" } }),
  plot("second-answers", [noAnswer, pressesOne, noAnswer]),
  plot("nobody-answers", [noAnswer, hangsUp, busy]),
  plot("recovers", [noAnswer, noAnswer, noAnswer], { recovers: true }),
  plot("all-at-once", [noAnswer, pressesOne, hangsUp], { mode: "simultaneous" }),
  plot("second-round", [secondTime, noAnswer, busy]),
];

function plot(name: string, phones: object[], more: Partial<Plot> = {}): Plot {
  return { name, phones, mode: "sequential", fault: null, recovers: false, ...more };
}

/** Every story has its own people, so that no other story's calls make it skip them. */
export function storiesOf<Act extends string>(acts: readonly Act[]): Map<Act, Story[]> {
  let count = 0;
  const tell = (act: string, { name, phones, ...rest }: Plot): Story => {
    const node = `${act}-${name}`;
    const people = phones.map((behaviour, index) => {
      const contact = `${node}-${index + 1}`;
      const phone = `+81901${String(++count).padStart(7, "0")}`;
      return { contact, phone, mail: `${contact}@${customer}.example`, behaviour };
    });
    return { node, people, ...rest };
  };
  return new Map(acts.map((act) => [act, plots.map((each) => tell(act, each))]));
}

/** Nodes that fall silent together, so many that they wait as rows. Nobody is called for them. */
export const burst: readonly string[] = Array.from({ length: 30 }, (_, index) => `burst-${index + 1}`);
const desk = { contact: "desk", mail: `desk@${customer}.example` };

/** The customer's file. JSON is valid YAML. */
export function customerFile(stories: readonly Story[]): string {
  const contacts = stories.flatMap(({ people }) =>
    people.map(({ contact, phone, mail }) => [contact, { name: `担当 ${contact}`, phone, mail }]),
  );
  const rules = stories.map(({ node, mode, people }) => ({
    name: node,
    match: { node },
    notify: {
      mail: { to: mailedOf(people).map(({ contact }) => contact) },
      chat: ["ops"],
      call: { mode, list: people.map(({ contact }) => contact), ringSeconds, retries: rounds - 1 },
    },
  }));
  const ofBurst = { mail: { to: [desk.contact] }, chat: ["ops"] };
  return JSON.stringify({
    customer,
    name: "株式会社クラッシュ",
    plan: "full",
    contacts: { ...Object.fromEntries(contacts), [desk.contact]: { name: "窓口", mail: desk.mail } },
    chat: { ops: { slack: { channel: chatRoom } } },
    sources: { [source]: { kind: "native" } },
    rules: [...rules, { name: "burst", match: { node: "burst-*" }, notify: ofBurst }, { match: {} }],
  });
}

/** The people that the rule mails: the first two of the list. */
const mailedOf = (people: readonly Person[]): Person[] => people.slice(0, 2);

/** Who must have received mail about a node's alarms. */
export function addressesOf(node: string, stories: readonly Story[]): string[] {
  const story = stories.find((each) => each.node === node);
  return story === undefined ? [desk.mail] : mailedOf(story.people).map(({ mail }) => mail);
}
