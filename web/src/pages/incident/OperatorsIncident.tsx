import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Desk, IncidentAnswer, Me } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { QueryState } from "../../components/States.tsx";
import { Facts } from "./head/Facts.tsx";
import { Now } from "./head/Now.tsx";
import { HistoryTabs } from "./history/HistoryTabs.tsx";
import css from "./IncidentPage.module.css";
import { Runs } from "./runbooks/Runs.tsx";
import { Steering } from "./Steering.tsx";
import { Response } from "./secondary/Response.tsx";
import { Secondaries } from "./secondary/Secondaries.tsx";
import { useIncidentAction } from "./useIncidentAction.ts";

interface Props {
  incident: IncidentAnswer;
  desk: UseQueryResult<Desk>;
  me: Me;
}

/**
 * As operators see it. What has happened can be read even if the desk cannot, but only once that is known: the desk
 * would fold again what somebody has opened meanwhile.
 */
export function OperatorsIncident({ incident, desk, me }: Props) {
  return (
    <>
      <Now incident={incident} />
      <div className={css.about}>
        <Facts incident={incident} desk={desk.data ?? null} me={me} />
        {desk.data !== undefined && incident.state !== "triage" && (
          <Attention number={incident.number} desk={desk.data} />
        )}
      </div>
      {desk.data !== undefined ? (
        <Steering incident={incident} desk={desk.data} me={me}>
          <HistoryTabs incident={incident} contacts={desk.data.contacts} />
        </Steering>
      ) : desk.failureCount === 0 ? (
        <QueryState query={desk} />
      ) : (
        <>
          <QueryState query={desk} />
          <Runs incident={incident} />
          {incident.secondaries.length > 0 && (
            <Secondaries incident={incident} proposing={null}>
              {(response) => (
                <Response incident={incident} response={response} contacts={[]} onRecordStep={null}>
                  {null}
                </Response>
              )}
            </Secondaries>
          )}
          <div className={css.history}>
            <HistoryTabs incident={incident} contacts={[]} />
          </div>
        </>
      )}
    </>
  );
}

interface AttentionProps {
  number: number;
  desk: Desk;
}

/** Why operators should look at it, until somebody has; also after it is closed. */
function Attention({ number, desk }: AttentionProps) {
  const { t } = useTranslation("incident");
  const { send, isPending } = useIncidentAction(number);
  const { attention, seenBy } = desk;
  if (attention === null) return null;
  if (seenBy !== null) return <p className={css.seen}>{t("seenBy", { name: seenBy })}</p>;
  return (
    <div className={css.attention}>
      <Button small isPending={isPending} onPress={() => void send("seen", {})}>
        {t("lookedAt")}
      </Button>
      <p>{t("lookedAtHint")}</p>
    </div>
  );
}
