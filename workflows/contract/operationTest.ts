import { defineSignal } from "@temporalio/workflow";

export const operationTestWorkflow = "operationTest";

/** An operation test (R2.7.3). Its rows already exist; this holds their ids. */
export interface OperationTestInput {
  test: number;
  customer: string;
  customerName: string;
  mails: TestStep[];
  chats: TestStep[];
  /** Each is rung once, in this order. */
  calls: TestStep[];
  ringSeconds: number;
}

export interface TestStep {
  step: string;
  /** The contact's or chat's id in the customer's file. */
  recipient: string;
}

export const testCallEnded = defineSignal<[{ step: string }]>("testCallEnded");

export const testAborted = defineSignal<[{ by: string }]>("testAborted");
