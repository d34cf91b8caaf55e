import type { AttentionCause } from "../../domain/incidents/notices/operatorReasons.ts";
import type { Text } from "../../domain/words/phrase.ts";

export interface TellingActivities {
  /** Mails an alert to contacts, each once per step (R5.2.1). */
  sendAlertMail(
    order: Tries & {
      incident: number;
      step: string;
      rule: string;
      alert: number;
      to: string[];
    },
  ): Promise<Told>;
  /** Posts one chat line (R5.4); returns once the chat has accepted or refused it. */
  postChatLine(order: ChatLine): Promise<Told>;
  /** Stores a line that waits behind others in its chat, so that the next run posts it if this run ends. */
  keepChatLine(order: ChatLine): Promise<void>;
  /**
   * Mails the recovery to everyone who was mailed or rung for this occurrence (R5.1d), after any mail they
   * are still due. Given up if the alert fires again first.
   */
  sendRecoveryMail(
    order: Tries & {
      incident: number;
      step: string;
      occurrence: number;
      alert: number;
    },
  ): Promise<Told>;
  /** Mails how every call of a list ended when nobody was reached (R5.2.2e). */
  sendFallbackMail(
    order: Tries & {
      incident: number;
      step: string;
      callStep: string;
      rule: string;
      alert: number;
    },
  ): Promise<Told>;
  /** Sends one recipient what was begun earlier, as it was stored then. */
  sendPending(order: PendingTelling & Tries & { incident: number }): Promise<Told>;
  /** Tells operators through every channel set up; the incident stays in their queue either way. */
  tellOperators(order: { incident: number; step: string; why: AttentionCause }): Promise<Told>;
}

export interface ChatLine {
  incident: number;
  step: string;
  kind: "alert" | "repeat" | "recovery";
  /** A recovery is posted only where the occurrence was posted. */
  occurrence: number;
  alert: number;
  chat: string;
}

/** Messages sent by operators and by escalation. */
export interface OperatorTellingActivities {
  /** Mails an operator's text or the standard one, to each contact once per step (R5.3.1). */
  sendOperatorMail(
    order: Tries & {
      incident: number;
      step: string;
      to: string[];
      subject: string | null;
      body: string | null;
    },
  ): Promise<Told>;
  /** Posts an operator's line or the standard one to one chat (R5.4). */
  postOperatorChat(order: {
    incident: number;
    step: string;
    chat: string;
    text: string | null;
  }): Promise<Told>;
  /** Mails that the incident was escalated and what was tried. */
  sendEscalationMail(
    order: Tries & { incident: number; step: string; to: string[]; reason: Text },
  ): Promise<Told>;
  /** Mails how the operators' calls ended when nobody was reached in two rounds (R5.3.2). */
  sendOperatorCallsMail(
    order: Tries & {
      incident: number;
      step: string;
      occurrence: number;
      to: string[];
    },
  ): Promise<Told>;
}

/** Returns when every address has accepted or refused; with `firstTry`, after one try each. */
export interface Tries {
  firstTry: boolean;
}

export interface Told {
  sent: number;
  refused: number;
  /** Not accepted or refused yet; absent for 0. */
  pending?: number;
}

/** What one recipient is still due, with the steps in order. */
export interface PendingTelling {
  channel: "mail" | "chat";
  recipient: string;
  steps: string[];
}
