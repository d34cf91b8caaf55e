import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IncidentAnswer } from "../../../api/types.ts";
import css from "./ActionDialog.module.css";
import { ActionDialog } from "./ActionDialog.tsx";

interface Props {
  incident: IncidentAnswer;
  onClose: () => void;
}

export function TakeOverDialog({ incident, onClose }: Props) {
  const { t } = useTranslation("incident");
  // If somebody else takes it meanwhile, this consent no longer fits and is refused.
  const [from] = useState(incident.takenBy ?? "");
  return (
    <ActionDialog
      incident={incident}
      path="take"
      body={{ from }}
      title={t("take.title", { from })}
      submit={t("take.submit")}
      onClose={onClose}
    >
      {() => <p className={css.words}>{t("take.body", { from })}</p>}
    </ActionDialog>
  );
}
