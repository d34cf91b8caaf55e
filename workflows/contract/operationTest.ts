import { defineSignal } from "@temporalio/workflow";

export const operationTestWorkflow = "operationTest";

/** An operation test (R2.7.3): its rows are written already, and everything here is an id of one of them. */
export interface OperationTestInput {
  test: number;
  customer: string;
  customerName: string;
  mails: TestStep[];
  chats: TestStep[];
  /** Rung once each, in this order. */
  calls: TestStep[];
  ringSeconds: number;
}

export interface TestStep {
  step: string;
  /** Contact or chat, by its id in the file. */
  recipient: string;
}

export const testCallEnded = defineSignal<[{ step: string }]>("testCallEnded");

export const testAborted = defineSignal<[{ by: string }]>("testAborted");
