import { useState } from "react";
import { useTranslation } from "react-i18next";
import { decideSecondaryAction } from "../../../../../domain/secondary/actions.ts";
import type { IncidentAnswer, Me, SecondaryAnswer } from "../../../api/types.ts";
import { clock } from "../../../clock/clock.ts";
import { Button } from "../../../components/Button.tsx";
import { OwnAnswerDialog } from "./dialogs/OwnAnswerDialog.tsx";
import { Response } from "./Response.tsx";
import { Secondaries } from "./Secondaries.tsx";
import css from "./Secondary.module.css";

interface Props {
  incident: IncidentAnswer;
  me: Me;
}

interface Open {
  response: SecondaryAnswer;
  answer: "approve" | "decline";
}

/** What was proposed to this person's company, and their answer. */
export function CustomersSecondaries({ incident, me }: Props) {
  const { t } = useTranslation("secondary");
  const [open, setOpen] = useState<Open | null>(null);
  if (incident.secondaries.length === 0) return null;
  return (
    <>
      <Secondaries incident={incident} proposing={null}>
        {(response) => (
          <Response incident={incident} response={response} contacts={[]} onRecordStep={null}>
            {mayAnswer(response) && (
              <div className={css.answer}>
                <p>{t("own.asks")}</p>
                <div className={css.answerButtons}>
                  <Button kind="primary" onPress={() => setOpen({ response, answer: "approve" })}>
                    {t("own.approve")}
                  </Button>
                  <Button onPress={() => setOpen({ response, answer: "decline" })}>{t("own.decline")}</Button>
                </div>
              </div>
            )}
          </Response>
        )}
      </Secondaries>
      {open !== null && (
        <OwnAnswerDialog incident={incident} me={me} {...open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** By the engine's own table, which treats agreeing and declining alike. */
function mayAnswer({ state, expiresAt, runbook }: SecondaryAnswer): boolean {
  const situation = {
    state,
    expiresAt: Date.parse(expiresAt),
    byRunbook: runbook !== null,
    scheduledAt: null,
    decision: null,
    heard: null,
    vendor: null,
  };
  const customer = { role: "customer", name: null } as const;
  return decideSecondaryAction("approve", customer, situation, clock.now()).allowed;
}
