import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type OfferedAction, pathOf } from "../../../../domain/incidents/actions/table.ts";
import type { Desk, IncidentAnswer, Me } from "../../api/types.ts";
import { KeyHelp } from "../../components/KeyHelp.tsx";
import { KeyHelpButton } from "../../components/KeyHelpButton.tsx";
import { useShortcuts } from "../../keyboard/useShortcuts.ts";
import { personName } from "../../words/personName.ts";
import { AssignForm } from "../triage/AssignForm.tsx";
import { ActionList } from "./actions/ActionList.tsx";
import { keyOf, type Offer, offeredActions, offersOf, primaryOf } from "./actions/offered.ts";
import { Bundles } from "./bundles/Bundles.tsx";
import { CallPanel } from "./calls/CallPanel.tsx";
import { dialogs } from "./dialogs/dialogs.ts";
import css from "./IncidentPage.module.css";
import { Questions } from "./runbooks/Questions.tsx";
import { Runs } from "./runbooks/Runs.tsx";
import { OperatorsSecondaries } from "./secondary/OperatorsSecondaries.tsx";
import { useIncidentAction } from "./useIncidentAction.ts";

interface Props {
  incident: IncidentAnswer;
  desk: Desk;
  me: Me;
  /** What has happened, below what can be done. */
  children: ReactNode;
}

/** Shown before the API has answered. */
const atOnce: Partial<Record<OfferedAction, (me: Me) => Partial<IncidentAnswer>>> = {
  acknowledge: ({ name }) => ({ acknowledgedBy: name }),
  take: ({ name }) => ({ takenBy: name }),
};

/** Everything an operator does to the incident, by button or by key. */
export function Steering({ incident, desk, me, children }: Props) {
  const { t } = useTranslation("incident");
  const { panel } = useSearch({ from: "/inside/incidents/$number" });
  const navigate = useNavigate({ from: "/incidents/$number" });
  const [asking, setAsking] = useState<OfferedAction | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { send, isPending } = useIncidentAction(incident.number);

  const isCalling = incident.operatorCalls?.state === "running";
  const offers = offersOf(desk, incident, me, {
    opensCalls: t("opensCalls"),
    alreadyYours: t("alreadyYours"),
    alreadyAcknowledged: (name) => t("alreadyAcknowledged", { name: personName(name) }),
  });
  const showPanel = (isShown: boolean) =>
    void navigate({ search: isShown ? { panel: "call" } : {}, replace: true });

  const act = ({ action, handOverFrom }: Offer) => {
    const takesAtOnce = action === "take" && handOverFrom === null;
    if (action === "placeCall") showPanel(true);
    else if (dialogs[action] !== undefined && !takesAtOnce) setAsking(action);
    else void send(pathOf(action), {}, atOnce[action]?.(me));
  };
  const byKey = (action: OfferedAction) => (): void => {
    const offer = offers.find((one) => one.action === action);
    if (offer?.allowed === true && !isPending) act(offer);
  };
  const keys = offeredActions.flatMap((action) => {
    const key = keyOf(action);
    return key === undefined ? [] : [{ action, key }];
  });
  const Dialog = asking === null ? undefined : dialogs[asking];
  useShortcuts({
    ...Object.fromEntries(keys.map(({ action, key }) => [key, byKey(action)])),
    "?": () => setHelpOpen(true),
  });

  return (
    <div className={css.columns}>
      <div className={css.work}>
        <Questions incident={incident} desk={desk} me={me} />
        {incident.state === "triage" && <AssignForm number={incident.number} desk={desk} />}
        {(panel === "call" || isCalling || incident.operatorCalls !== null) &&
          incident.state !== "closed" && (
            <CallPanel
              incident={incident}
              desk={desk}
              onClose={panel === "call" && incident.operatorCalls === null ? () => showPanel(false) : null}
            />
          )}
        <Runs incident={incident} />
        <OperatorsSecondaries incident={incident} desk={desk} />
        <Bundles incident={incident} />
      </div>
      <aside className={css.actions} aria-labelledby="actions">
        <header className={css.actionsHead}>
          <h2 id="actions">{t("actions")}</h2>
          <KeyHelpButton onPress={() => setHelpOpen(true)} />
        </header>
        {incident.state === "closed" ? (
          <p className={css.quiet}>{t("noMore")}</p>
        ) : (
          <ActionList offers={offers} primary={primaryOf(incident, desk)} isPending={isPending} onAct={act} />
        )}
      </aside>
      <div className={css.history}>{children}</div>
      {Dialog !== undefined && <Dialog incident={incident} desk={desk} onClose={() => setAsking(null)} />}
      <KeyHelp
        isOpen={isHelpOpen}
        onClose={() => setHelpOpen(false)}
        keys={[
          ...keys.map(({ action, key }) => ({ keys: [key], does: t(`action.${action}`) })),
          { keys: ["1", "…", "6"], does: t("help.results") },
          { keys: ["?"], does: t("help.this") },
        ]}
      />
    </div>
  );
}
