import type { ComponentType } from "react";
import type { OfferedAction } from "../../../../../domain/incidents/actions/table.ts";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { AbortRunbookDialog } from "../runbooks/AbortRunbookDialog.tsx";
import { StartRunbookDialog } from "../runbooks/StartRunbookDialog.tsx";
import { ChatDialog } from "./ChatDialog.tsx";
import { EscalateDialog } from "./EscalateDialog.tsx";
import { MailDialog } from "./MailDialog.tsx";
import { NoteDialog } from "./NoteDialog.tsx";
import { ResolveDialog } from "./ResolveDialog.tsx";
import { TakeOverDialog } from "./TakeOverDialog.tsx";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

/** The dialogs that ask for an action's fields; an action without one is done at once. */
export const dialogs: Partial<Record<OfferedAction, ComponentType<Props>>> = {
  take: TakeOverDialog,
  startRunbook: StartRunbookDialog,
  abortRunbook: AbortRunbookDialog,
  sendMail: MailDialog,
  sendChat: ChatDialog,
  recordNote: NoteDialog,
  escalate: EscalateDialog,
  resolve: ResolveDialog,
};
