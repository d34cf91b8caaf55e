import { expect } from "vitest";
import { desc, eq, notInArray } from "../../db/drizzle.ts";
import { secondaryResponses } from "../../db/schema/index.ts";
import { endStates } from "../../domain/secondary/record.ts";
import type { Mail } from "../../sandbox/mailbox/mail.ts";
import type { Engine } from "./engine.ts";
import { workflowMustReplay } from "./histories.ts";
import { type About, incidentOf } from "./incidents.ts";
import type { Answered } from "./operators.ts";

/**
 * What people do with secondary responses: operators through the API, customers through the link in their
 * mail.
 */
export function secondaryTools(engine: Engine) {
  const { db } = engine.database;

  /** The latest of an incident. */
  async function rowOf(about: About) {
    const { number } = await incidentOf(db, about);
    const [row] = await db
      .select()
      .from(secondaryResponses)
      .where(eq(secondaryResponses.incident, number))
      .orderBy(desc(secondaryResponses.id))
      .limit(1);
    if (row === undefined) throw new Error(`incident ${number} has no secondary response`);
    return row;
  }

  async function ask(about: About, what: string, body: object, token: string): Promise<Answered> {
    const { id } = await rowOf(about);
    const response = await fetch(`${engine.url}/api/secondary/${id}/${what}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Answered["body"] };
  }

  return {
    rowOf,
    stateOf: async (about: About) => (await rowOf(about)).state,
    /** An operator acts on it, whatever the answer. */
    asks: (about: About, what: string, body: object = {}, token = engine.operatorToken) =>
      ask(about, what, body, token),
    /** An operator acts on it, and must be allowed to. */
    async does(
      about: About,
      what: string,
      body: object = {},
      token = engine.operatorToken,
    ): Promise<Answered["body"]> {
      const answer = await ask(about, what, body, token);
      expect(answer, what).toMatchObject({ status: 200 });
      return answer.body;
    },
    /** Sends an update from the Temporal UI. */
    async temporalUi(about: About, update: string, said: Record<string, unknown>): Promise<unknown> {
      const { id } = await rowOf(about);
      const handle = engine.temporal.client.workflow.getHandle(`secondary/${id}`);
      return await handle.executeUpdate(update, { args: [said] });
    },
    canBeReplayed: async (about: About, options: { savedAs: string }) =>
      workflowMustReplay(engine, `secondary/${(await rowOf(about)).id}`, options.savedAs),
    link: approvalLink,
  };
}

/** What a customer sees of a page in a browser. */
export interface Page {
  status: number;
  headers: Headers;
  text: string;
}

/** The link in a mail, and what can be done with it. */
export function approvalLink(mail: Mail | undefined) {
  const url = /https?:\/\/\S+\/approve\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  expect(url, "a link in the mail").not.toBe("");
  const asPage = async (response: Response): Promise<Page> => ({
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  });
  const opens = async (method: "GET" | "HEAD" = "GET"): Promise<Page> => asPage(await fetch(url, { method }));
  const hidden = (page: Page): string => /name="seen" value="(\w+)"/.exec(page.text)?.[1] ?? "";
  /** Sends the form, with the hidden field of the current page, or of one that was opened earlier. */
  const sends = async (
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Page> => {
    const seen = fields.seen ?? hidden(await opens());
    const body = new URLSearchParams({ ...fields, seen });
    return asPage(await fetch(url, { method: "POST", body, headers }));
  };
  return {
    url,
    token: url.split("/").at(-1) ?? "",
    opens,
    hidden,
    sends,
    approves: (name: string, note = "") => sends({ name, note, decision: "approve" }),
    declines: (name: string, note = "") => sends({ name, note, decision: "decline" }),
  };
}

export async function closeSecondaries(engine: Engine): Promise<void> {
  await engine.database.db
    .update(secondaryResponses)
    .set({ state: "closed" })
    .where(notInArray(secondaryResponses.state, [...endStates]));
}
