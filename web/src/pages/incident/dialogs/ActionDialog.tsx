import { type KeyboardEvent, type ReactNode, type SubmitEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem.ts";
import type { IncidentAnswer } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import type { ActionAddress } from "../actionAddress.ts";
import { useIncidentAction } from "../useIncidentAction.ts";
import css from "./ActionDialog.module.css";
import { Refused } from "./Refused.tsx";

interface Props {
  incident: IncidentAnswer;
  path: ActionAddress;
  /** null: something is still missing. */
  body: object | null;
  title: string;
  submit: string;
  danger?: boolean;
  wide?: boolean;
  /** Beside the buttons: one more way out. */
  aside?: ReactNode;
  /** Instead of sending, if another step comes first. */
  onSubmit?: (() => void) | undefined;
  onDone?: () => void;
  onRefused?: () => void;
  onClose: () => void;
  children: (problem: ApiProblem | null) => ReactNode;
}

/** Asks for what an action needs. If refused, it stays open with everything typed and says what changed meanwhile. */
export function ActionDialog(props: Props) {
  const { incident, path, body, title, submit, danger = false, wide = false, onClose } = props;
  const { t } = useTranslation(["incident", "common"]);
  const [seen] = useState(incident);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const form = useId();
  const { send, isPending } = useIncidentAction(incident.number, {
    onDone: () => {
      props.onDone?.();
      onClose();
    },
    onRefused: (refused) => {
      setProblem(refused);
      props.onRefused?.();
    },
  });

  const act = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending || body === null) return;
    if (props.onSubmit !== undefined) return props.onSubmit();
    setProblem(null);
    void send(path, body);
  };

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      wide={wide}
      actions={
        <>
          {props.aside}
          <Button onPress={onClose}>{t("common:cancel")}</Button>
          <Button
            kind={danger ? "danger" : "primary"}
            type="submit"
            form={form}
            isPending={isPending}
            isDisabled={body === null}
          >
            {submit}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={act} onKeyDown={submitByCtrlEnter} noValidate>
        {problem !== null && <Refused problem={problem} seen={seen} now={incident} />}
        {props.children(problem)}
      </form>
    </Dialog>
  );
}

function submitByCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const isAsked = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing;
  if (!isAsked) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
