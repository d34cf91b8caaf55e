import { useTranslation } from "react-i18next";
import { listed } from "../../../../domain/words/lists.ts";
import type { CustomerAnswer } from "../../api/types.ts";
import { Section } from "../../components/Section.tsx";
import { EmptyState } from "../../components/States.tsx";
import { currentLanguage } from "../../texts/i18n.ts";
import css from "./Systems.module.css";

type System = CustomerAnswer["systems"][number];

export function Systems({ customer }: { customer: CustomerAnswer }) {
  const { t } = useTranslation("customer");
  const nameOf = (id: string) => customer.contacts.find((contact) => contact.id === id)?.name ?? id;
  if (customer.systems.length === 0) return <EmptyState title={t("noSystems")} />;
  return customer.systems.map((system) => (
    <Section
      key={system.id}
      title={system.name}
      note={<SystemNote system={system} />}
      actions={
        system.emergency.length > 0 && (
          <span className={css.emergency}>
            {t("emergency")}: {listed(system.emergency.map(nameOf), currentLanguage())}
          </span>
        )
      }
    >
      {system.targets.length === 0 ? (
        <EmptyState title={t("noTargets")} />
      ) : (
        <ul>
          {system.targets.map((target) => (
            <TargetLine key={target.name} target={target} />
          ))}
        </ul>
      )}
    </Section>
  ));
}

function SystemNote({ system: { id, cloud } }: { system: System }) {
  const { t } = useTranslation("customer");
  const place =
    cloud && [cloud.provider.toUpperCase(), cloud.region, cloud.account].filter(Boolean).join(" ");
  return (
    <>
      <span className={css.id}>{id}</span>
      {place !== null && (
        <span className={css.cloud}>
          {t("cloud")}: {place}
        </span>
      )}
    </>
  );
}

function TargetLine({ target }: { target: System["targets"][number] }) {
  const { t } = useTranslation("customer");
  const { name, host, connection, ec2, autoscale, downtime } = target;
  return (
    <li className={css.target}>
      <div>
        <span className={css.name}>{name}</span>
        {autoscale && <span className={css.mark}>{t("autoscale")}</span>}
      </div>
      <div className={css.place}>
        {[host, ec2]
          .filter((place) => place !== null)
          .map((place) => (
            <span key={place}>{place}</span>
          ))}
      </div>
      <div>
        {connection !== null && <div className={css.connection}>{connection}</div>}
        {downtime.map((when) => (
          <div key={when} className={css.downtime}>
            {t("downtime")}: {when}
          </div>
        ))}
      </div>
    </li>
  );
}
