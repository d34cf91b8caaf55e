import type { Person } from "./customers.ts";

/**
 * What reached the outside world, from the sandbox's ledgers: epoch milliseconds by telephone number and
 * address.
 */
export interface Arrivals {
  calls: Map<string, number>;
  mails: Map<string, number>;
}

export interface Outside {
  /** Scripts the person whose phone this is. */
  phone(number: string, behaviour: object): Promise<void>;
  arrivals(): Promise<Arrivals>;
  /** One person's first call, quick to read even while thousands of others are called. */
  firstCall(person: Person): Promise<number | null>;
  hasPressed(person: Person): Promise<boolean>;
  mailsTo(person: Person): Promise<number[]>;
  forget(): Promise<void>;
}

interface Ring {
  to: string;
  createdAt: string;
  pressed: object[];
}
interface Mail {
  to: string[];
  receivedAt: string;
}

/** Reads and scripts the sandbox from outside. */
export function outsideAt(sandbox: string): Outside {
  async function get<Answer>(path: string): Promise<Answer> {
    const response = await fetch(`${sandbox}/control/${path}`);
    return (await response.json()) as Answer;
  }
  async function send(method: string, path: string, body: object): Promise<void> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${sandbox}/control/${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}`);
  }
  return {
    phone: (number, behaviour) => send("PUT", `phones/${encodeURIComponent(number)}`, { behaviour }),
    async arrivals() {
      const [{ rings }, { mails }] = await Promise.all([
        get<{ rings: Ring[] }>("rings"),
        get<{ mails: Mail[] }>("mails"),
      ]);
      return {
        calls: firsts(rings.map((ring) => [ring.to, Date.parse(ring.createdAt)])),
        mails: firsts(mails.flatMap((mail) => mail.to.map((to) => [to, Date.parse(mail.receivedAt)]))),
      };
    },
    async firstCall({ phone }) {
      const { rings } = await get<{ rings: Ring[] }>(`rings?to=${encodeURIComponent(phone)}`);
      return rings[0] === undefined ? null : Date.parse(rings[0].createdAt);
    },
    async hasPressed({ phone }) {
      const { rings } = await get<{ rings: Ring[] }>(`rings?to=${encodeURIComponent(phone)}`);
      return rings.some(({ pressed }) => pressed.length > 0);
    },
    async mailsTo({ mail }) {
      const { mails } = await get<{ mails: Mail[] }>(`mails?to=${encodeURIComponent(mail)}`);
      return mails.map(({ receivedAt }) => Date.parse(receivedAt));
    },
    forget: () => send("POST", "reset", {}),
  };
}

function firsts(all: readonly (readonly [string, number])[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [to, at] of all) if (!found.has(to)) found.set(to, at);
  return found;
}
