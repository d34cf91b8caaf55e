import type { Said as SaidByPerson } from "../../people/said.ts";
import { abortRunbook } from "./abortRunbook.ts";
import { acknowledge } from "./acknowledge.ts";
import type { ActionDeclaration } from "./action.ts";
import { answerRunbook } from "./answerRunbook.ts";
import { assign } from "./assign.ts";
import { escalate } from "./escalate.ts";
import type { Body, Fields, Said } from "./fields.ts";
import { placeCall } from "./placeCall.ts";
import { recordCallResult } from "./recordCallResult.ts";
import { recordNote } from "./recordNote.ts";
import { resolve } from "./resolve.ts";
import { sendChat } from "./sendChat.ts";
import { sendMail } from "./sendMail.ts";
import { startRunbook } from "./startRunbook.ts";
import { take } from "./take.ts";

/**
 * What a person may do to an incident, in the usual order. Each entry is a route of the API and an update of the
 * workflow, named by its key.
 */
const table = {
  acknowledge,
  take,
  startRunbook,
  answerRunbook,
  abortRunbook,
  placeCall,
  recordCallResult,
  sendMail,
  sendChat,
  recordNote,
  assign,
  escalate,
  resolve,
};

type Table = typeof table;
export type Action = keyof Table;
export const actions = Object.keys(table) as Action[];

export const declarationOf = (action: Action): ActionDeclaration => table[action];

export type ActionPath = Table[Action]["path"];
export const pathOf = (action: Action): ActionPath => table[action].path;

/** The body of a request. */
export type ActionBody<A extends Action> = Body<
  Table[A] extends { body: infer Asked extends Fields } ? Asked : Table[A]["fields"]
>;
/** What the workflow receives. */
export type ActionSaid<A extends Action> = SaidByPerson & Said<Table[A]["fields"]>;

/** The actions that have a button in the console. */
export type OfferedAction = { [A in Action]: Table[A] extends { button: object } ? A : never }[Action];
