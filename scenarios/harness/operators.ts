import { expect } from "vitest";
import { addPerson } from "../../db/people/people.ts";
import type { Language } from "../../domain/words/language.ts";
import type { Engine } from "./engine.ts";
import { type About, incidentOf } from "./incidents.ts";

export interface Answered {
  status: number;
  body: Record<string, unknown>;
}

/** What operators do through the API, each with their own login. */
export function operators(engine: Engine) {
  const { db } = engine.database;
  const tokens = new Map<string, Promise<string>>();

  async function tokenOf(name: string, customer?: string): Promise<string> {
    const role = customer === undefined ? "operator" : "customer";
    const customers = customer === undefined ? [] : [customer];
    const person = { name, role, customers, phone: "+819099990000" } as const;
    const { token } = await addPerson(db, person, { token: true }, engine.temporal.now());
    return token ?? "";
  }

  async function post(
    token: string,
    path: string,
    body: object,
    { key, reads }: { key?: string | undefined; reads?: Language | undefined },
  ): Promise<Answered> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(reads === undefined ? {} : { "accept-language": reads }),
      ...(key === undefined ? {} : { "idempotency-key": key }),
    };
    const response = await fetch(engine.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Answered["body"] };
  }

  return (name: string, options: { customer?: string; reads?: Language } = {}) => {
    const { reads } = options;
    const known = tokens.get(name) ?? tokenOf(name, options.customer);
    tokens.set(name, known);
    const asks = async (about: About, what: string, body: object = {}, key?: string): Promise<Answered> => {
      const { number } = await incidentOf(db, about);
      return await post(await known, `/api/incidents/${number}/${what}`, body, { key, reads });
    };
    return {
      token: known,
      /** Asks, whatever the answer. */
      asks,
      /** Does it, and must be allowed to. */
      async does(about: About, what: string, body: object = {}, key?: string): Promise<Answered["body"]> {
        const answer = await asks(about, what, body, key);
        expect(answer, `${name}: ${what}`).toMatchObject({ status: 200 });
        return answer.body;
      },
      /** For many incidents at once. */
      async asksForMany(what: string, body: object): Promise<Answered> {
        return await post(await known, `/api/incidents/bulk/${what}`, body, { reads });
      },
    };
  };
}

/** Sends an update from the Temporal UI: its name, and one JSON value. */
export function temporalUi(engine: Engine) {
  return async (
    about: About,
    update: string,
    said: Record<string, unknown>,
    updateId?: string,
  ): Promise<unknown> => {
    const { workflowId } = await incidentOf(engine.database.db, about);
    const handle = engine.temporal.client.workflow.getHandle(workflowId);
    return await handle.executeUpdate(update, { args: [said], ...(updateId !== undefined && { updateId }) });
  };
}
