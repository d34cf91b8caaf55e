import type { Contact, IncidentAnswer, ResponseAtHand, SecondaryAnswer } from "../../../../api/types.ts";
import type { ButtonAction } from "../offered.ts";
import { AnswerDialog } from "./AnswerDialog.tsx";
import { BeginDialog } from "./BeginDialog.tsx";
import { ReasonDialog } from "./ReasonDialog.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import { ScheduleDialog } from "./ScheduleDialog.tsx";
import { StepDialog } from "./StepDialog.tsx";
import { VendorDialog } from "./VendorDialog.tsx";

/** Which dialog is open, of which response; `step`: from 1, where a step is recorded. */
export interface OpenResponse {
  id: number;
  what: ButtonAction | "recordStep";
  step: number;
}

export interface ResponseDialogProps {
  incident: IncidentAnswer;
  response: SecondaryAnswer;
  /** What it will do, in the desk's words. */
  consequence: string;
  onClose: () => void;
}

interface Props extends Omit<ResponseDialogProps, "consequence"> {
  open: OpenResponse;
  atHand: ResponseAtHand;
  contacts: readonly Contact[];
}

export function ResponseDialogs({ open, atHand, contacts, ...shared }: Props) {
  const consequence = atHand.actions.find(({ action }) => action === open.what)?.consequence ?? "";
  const props = { ...shared, consequence };
  switch (open.what) {
    case "approve":
    case "decline":
      return <AnswerDialog {...props} answer={open.what} />;
    case "schedule":
      return <ScheduleDialog {...props} />;
    case "begin":
      return <BeginDialog {...props} />;
    case "recordStep":
      return <StepDialog {...props} step={open.step} />;
    case "recordVendor":
      return <VendorDialog {...props} />;
    case "report":
      return <ReportDialog {...props} frame={atHand.report} contacts={contacts} />;
    case "abort":
    case "withdraw":
    case "close":
      return <ReasonDialog {...props} what={open.what} />;
  }
}
