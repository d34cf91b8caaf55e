import { useTranslation } from "react-i18next";
import type { IncidentAnswer, Me } from "../../api/types.ts";
import { useShortcuts } from "../../keyboard/useShortcuts.ts";
import { ActionList } from "./actions/ActionList.tsx";
import { customersOffers } from "./actions/offered.ts";
import { Facts } from "./head/Facts.tsx";
import { Now } from "./head/Now.tsx";
import { HistoryTabs } from "./history/HistoryTabs.tsx";
import css from "./IncidentPage.module.css";
import { Runs } from "./runbooks/Runs.tsx";
import { CustomersSecondaries } from "./secondary/CustomersSecondaries.tsx";
import { useIncidentAction } from "./useIncidentAction.ts";

/** As the customer's own people see it: all that happened, and the one thing they can do (対応確認). */
export function CustomersIncident({ incident, me }: { incident: IncidentAnswer; me: Me }) {
  const { t } = useTranslation("incident");
  const { send, isPending } = useIncidentAction(incident.number);
  const offers = customersOffers(incident, t("customerAcknowledges"));
  const acknowledge = () => {
    if (offers.length > 0 && !isPending) void send("acknowledge", {});
  };
  useShortcuts({ a: acknowledge });
  return (
    <>
      <Now incident={incident} />
      <Facts incident={incident} desk={null} me={me} />
      {offers.length > 0 && (
        <div className={css.customers}>
          <ActionList offers={offers} primary="acknowledge" isPending={isPending} onAct={acknowledge} />
        </div>
      )}
      <CustomersSecondaries incident={incident} me={me} />
      <Runs incident={incident} />
      <div className={css.history}>
        <HistoryTabs incident={incident} contacts={[]} />
      </div>
    </>
  );
}
