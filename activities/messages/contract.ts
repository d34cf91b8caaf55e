import type { AttentionCause } from "../../domain/incidents/notices/operatorReasons.ts";
import type { Text } from "../../domain/words/phrase.ts";

export interface TellingActivities {
  /** Mails an alert to contacts, each once for this step (R5.2.1). */
  sendAlertMail(
    order: Tries & {
      incident: number;
      step: string;
      rule: string;
      alert: number;
      to: string[];
    },
  ): Promise<Told>;
  /** Posts one chat line (R5.4); ends when it was taken or refused. */
  postChatLine(order: ChatLine): Promise<Told>;
  /** Stores one that waits for others in its chat, so that the next run posts it if this one ends. */
  keepChatLine(order: ChatLine): Promise<void>;
  /**
   * Mails the recovery to everyone who was told of this occurrence by mail or rung for it (R5.1d), after whatever they are
   * still to be told; given up where it fires again first.
   */
  sendRecoveryMail(
    order: Tries & {
      incident: number;
      step: string;
      occurrence: number;
      alert: number;
    },
  ): Promise<Told>;
  /** Mails how every call of a list ended, because nobody was reached (R5.2.2e). */
  sendFallbackMail(
    order: Tries & {
      incident: number;
      step: string;
      callStep: string;
      rule: string;
      alert: number;
    },
  ): Promise<Told>;
  /** Goes on telling one recipient what was begun, as it was stored then. */
  sendPending(order: PendingTelling & Tries & { incident: number }): Promise<Told>;
  /** Tells the operators by every channel that is set up; the incident stays in their queue either way. */
  tellOperators(order: { incident: number; step: string; why: AttentionCause }): Promise<Told>;
}

export interface ChatLine {
  incident: number;
  step: string;
  kind: "alert" | "repeat" | "recovery";
  /** A recovery is told only where the occurrence was. */
  occurrence: number;
  alert: number;
  chat: string;
}

/** What operators and escalation send. */
export interface OperatorTellingActivities {
  /** Mails what an operator wrote, or the standard text; each contact once for this step (R5.3.1). */
  sendOperatorMail(
    order: Tries & {
      incident: number;
      step: string;
      to: string[];
      subject: string | null;
      body: string | null;
    },
  ): Promise<Told>;
  /** Posts what an operator wrote, or the standard line, to one chat (R5.4). */
  postOperatorChat(order: {
    incident: number;
    step: string;
    chat: string;
    text: string | null;
  }): Promise<Told>;
  /** Mails that the incident was escalated, with what was tried. */
  sendEscalationMail(
    order: Tries & { incident: number; step: string; to: string[]; reason: Text },
  ): Promise<Told>;
  /** Mails how the operators' calls ended, because nobody was reached in two rounds (R5.3.2). */
  sendOperatorCallsMail(
    order: Tries & {
      incident: number;
      step: string;
      occurrence: number;
      to: string[];
    },
  ): Promise<Told>;
}

/** Ends when every address has accepted or refused; with `firstTry`, after one try each, and says how many are pending. */
export interface Tries {
  firstTry: boolean;
}

export interface Told {
  sent: number;
  refused: number;
  /** Neither accepted nor refused yet; left out for 0. */
  pending?: number;
}

/** What was begun and one recipient has not got yet; the steps in their order. */
export interface PendingTelling {
  channel: "mail" | "chat";
  recipient: string;
  steps: string[];
}
