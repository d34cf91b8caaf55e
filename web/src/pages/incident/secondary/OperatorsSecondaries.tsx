import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Desk, IncidentAnswer } from "../../../api/types.ts";
import { ActionLine } from "../actions/ActionLine.tsx";
import listCss from "../actions/ActionList.module.css";
import { ProposeDialog } from "./dialogs/ProposeDialog.tsx";
import { type OpenResponse, ResponseDialogs } from "./dialogs/ResponseDialogs.tsx";
import { offeredOf } from "./offered.ts";
import { Response } from "./Response.tsx";
import { Secondaries } from "./Secondaries.tsx";
import css from "./Secondary.module.css";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
}

/** What was proposed, and what an operator does with it; proposing stays possible after the incident is closed. */
export function OperatorsSecondaries({ incident, desk }: Props) {
  const { t } = useTranslation("secondary");
  const [isProposing, setProposing] = useState(false);
  const [open, setOpen] = useState<OpenResponse | null>(null);
  const { kinds, consequence, responses } = desk.secondary;
  // Without a customer there is nobody to propose it to.
  if (desk.customer === null) return null;
  const allowed = kinds.some((kind) => kind.allowed);
  const atHand = responses.find(({ id }) => id === open?.id);
  const response = incident.secondaries.find(({ id }) => id === open?.id);
  return (
    <>
      <Secondaries
        incident={incident}
        proposing={
          <ul className={css.propose}>
            <ActionLine
              label={t("propose")}
              words={allowed ? consequence : (kinds[0]?.reason ?? "")}
              allowed={allowed}
              onPress={() => setProposing(true)}
            />
          </ul>
        }
      >
        {(one) => {
          const offers = offeredOf(
            responses.find(({ id }) => id === one.id),
            one,
          );
          return (
            <Response
              incident={incident}
              response={one}
              contacts={desk.contacts}
              onRecordStep={
                offers.canRecordSteps ? (step) => setOpen({ id: one.id, what: "recordStep", step }) : null
              }
            >
              {offers.shown.length > 0 && (
                <ul className={listCss.list}>
                  {offers.shown.map(({ action, allowed: may, reason, consequence: does }) => (
                    <ActionLine
                      key={action}
                      label={t(offers.confirms(action) ? `confirm.${action}` : `action.${action}`)}
                      words={may ? does : (reason ?? does)}
                      allowed={may}
                      kind={may ? offers.kindOf(action) : "plain"}
                      onPress={() => setOpen({ id: one.id, what: action, step: 0 })}
                    />
                  ))}
                </ul>
              )}
            </Response>
          );
        }}
      </Secondaries>
      {isProposing && <ProposeDialog incident={incident} desk={desk} onClose={() => setProposing(false)} />}
      {open !== null && atHand !== undefined && response !== undefined && (
        <ResponseDialogs
          open={open}
          incident={incident}
          response={response}
          atHand={atHand}
          contacts={desk.contacts}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
