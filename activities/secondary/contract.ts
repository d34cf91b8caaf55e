import type { RunState } from "../../domain/runbooks/story.ts";
import type { Act } from "../../domain/secondary/act.ts";
import type { SecondaryMail, SecondaryNotice, SecondaryView } from "../../domain/secondary/duties.ts";
import type { Text } from "../../domain/words/phrase.ts";
import type { Told } from "../messages/contract.ts";

/** What the workflow of a secondary response (R5.7) uses. */
export interface SecondaryActivities {
  /** Its state, and the duties already done. */
  readSecondary(order: { secondary: number }): Promise<{ view: SecondaryView; done: string[] }>;
  /** Mails the customer, each contact once per `key`. Only here does a proposal's mail get its link. */
  sendSecondaryMail(order: { secondary: number; mail: SecondaryMail; key: string }): Promise<Told>;
  tellOperatorsOfSecondary(order: { secondary: number; notice: SecondaryNotice; key: string }): Promise<Told>;
  /** Records the engine's own act; one that comes too late has no effect. */
  actOfSecondary(fact: { secondary: number; act: Act; request: string; at: number }): Promise<void>;
  /** Records an act from the Temporal UI, where nobody is identified. Throws the refusal. */
  sayToSecondary(fact: {
    secondary: number;
    act: Act;
    request: string;
    at: number;
  }): Promise<{ state: string }>;
  /** Whether the runbook is still exactly what the customer agreed to. */
  isRunbookAsAgreed(order: { secondary: number }): Promise<boolean>;
  /** null: the run has not ended. */
  readRunEnd(order: { run: string }): Promise<{ state: RunState; summary: Text; reached: boolean } | null>;
}
