import type { RunState } from "../../domain/runbooks/story.ts";
import type { Act } from "../../domain/secondary/act.ts";
import type { SecondaryMail, SecondaryNotice, SecondaryView } from "../../domain/secondary/duties.ts";
import type { Told } from "../messages/contract.ts";

/** What the workflow of a secondary response (R5.7) asks for. */
export interface SecondaryActivities {
  /** How it stands, and which duties are done. */
  readSecondary(order: { secondary: number }): Promise<{ view: SecondaryView; done: string[] }>;
  /** Mails its customer, each contact once for this `key`; a proposal's mail gets its link here and nowhere else. */
  sendSecondaryMail(order: { secondary: number; mail: SecondaryMail; key: string }): Promise<Told>;
  tellOperatorsOfSecondary(order: { secondary: number; notice: SecondaryNotice; key: string }): Promise<Told>;
  /** The engine's own act on it; if it comes too late, nothing happens. */
  actOfSecondary(fact: { secondary: number; act: Act; request: string; at: number }): Promise<void>;
  /** An act from the Temporal UI, where nobody is known. Throws the refusal. */
  sayToSecondary(fact: {
    secondary: number;
    act: Act;
    request: string;
    at: number;
  }): Promise<{ state: string }>;
  /** Whether the runbook is still what the customer agreed to, to the letter. */
  isRunbookAsAgreed(order: { secondary: number }): Promise<boolean>;
  /** null: it goes on. */
  readRunEnd(order: { run: string }): Promise<{ state: RunState; summary: string; reached: boolean } | null>;
}
