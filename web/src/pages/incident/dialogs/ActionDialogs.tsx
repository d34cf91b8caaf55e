import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { AbortRunbookDialog } from "../runbooks/AbortRunbookDialog.tsx";
import { StartRunbookDialog } from "../runbooks/StartRunbookDialog.tsx";
import { ChatDialog } from "./ChatDialog.tsx";
import { EscalateDialog } from "./EscalateDialog.tsx";
import { MailDialog } from "./MailDialog.tsx";
import { NoteDialog } from "./NoteDialog.tsx";
import { ResolveDialog } from "./ResolveDialog.tsx";
import { TakeOverDialog } from "./TakeOverDialog.tsx";

export type OpenDialog =
  | "mail"
  | "chat"
  | "note"
  | "escalate"
  | "resolve"
  | "take"
  | "runbook"
  | "abortRunbook";

interface Props {
  open: OpenDialog;
  incident: IncidentAnswer;
  desk: Desk;
  onClose: () => void;
}

/** The one dialog that is open. */
export function ActionDialogs({ open, ...shared }: Props) {
  switch (open) {
    case "mail":
      return <MailDialog {...shared} />;
    case "chat":
      return <ChatDialog {...shared} />;
    case "note":
      return <NoteDialog {...shared} />;
    case "escalate":
      return <EscalateDialog {...shared} />;
    case "resolve":
      return <ResolveDialog {...shared} />;
    case "runbook":
      return <StartRunbookDialog {...shared} />;
    case "abortRunbook":
      return <AbortRunbookDialog {...shared} />;
    case "take":
      return <TakeOverDialog {...shared} from={shared.incident.takenBy ?? ""} />;
  }
}
