import { useTranslation } from "react-i18next";
import { localInZone } from "../../../../clock/inZone.ts";
import { Field } from "../../../../components/Field.tsx";
import { useDraft } from "../../../../drafts/useDraft.ts";
import css from "../../dialogs/ActionDialog.module.css";
import { ActionDialog } from "../../dialogs/ActionDialog.tsx";
import type { ResponseDialogProps } from "./ResponseDialogs.tsx";
import { typedTime } from "./typedTime.ts";

/** When it is done, as was agreed with the customer. */
export function ScheduleDialog({ incident, response, consequence, onClose }: ResponseDialogProps) {
  const { t } = useTranslation("secondary");
  const { draft, write, forget } = useDraft<{ at: string }>(`secondary/${response.id}/schedule`);
  const at = draft?.at ?? known(response.scheduledAt);
  return (
    <ActionDialog
      incident={incident}
      path={`secondary/${response.id}/schedule`}
      body={at === "" ? null : { at: typedTime(at) }}
      title={t("schedule.title")}
      submit={t("schedule.submit")}
      onDone={forget}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <p className={css.warning}>{consequence}</p>
          <Field
            label={t("schedule.at")}
            type="datetime-local"
            value={at}
            onChange={(typed) => write({ at: typed })}
            problem={problem?.at("at")}
            autoFocus
          />
        </>
      )}
    </ActionDialog>
  );
}

const known = (scheduledAt: string | null): string =>
  scheduledAt === null
    ? ""
    : localInZone(new Date(scheduledAt), Intl.DateTimeFormat().resolvedOptions().timeZone);
