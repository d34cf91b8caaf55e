import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Desk, IncidentAnswer, Me } from "../../../api/types.ts";
import { Time } from "../../../components/Time.tsx";
import { personName } from "../../../words/personName.ts";
import css from "./Facts.module.css";

interface Props {
  incident: IncidentAnswer;
  desk: Desk | null;
  me: Me;
}

/** Whose it is, what it is about, who has it, and since when. */
export function Facts({ incident, desk, me }: Props) {
  const { t } = useTranslation(["incident", "common"]);
  const { customer, names, rule, slo, recoveredAt, closedAt, acknowledgedBy, takenBy } = incident;
  const person = (name: string | null): string => {
    if (name === null) return t("nobody");
    return name === me.name ? t("you", { name }) : personName(name);
  };
  const customersName = names.customer ?? t("common:unknownCustomer");
  const facts: [string, ReactNode][] = [
    [
      t("what.customer"),
      customer !== null && desk !== null ? (
        <Link to="/customers/$id" params={{ id: customer }}>
          {customersName}
        </Link>
      ) : (
        customersName
      ),
    ],
    [t("what.system"), names.system ?? t("noSystem")],
    [t("what.rule"), rule ?? t("noRule")],
    [t("what.acknowledged"), person(acknowledgedBy)],
    [t("what.taken"), person(takenBy)],
    [t("what.detected"), <Time key="at" at={slo.detectedAt} form="day" />],
  ];
  if (recoveredAt !== null) facts.push([t("what.recovered"), <Time key="at" at={recoveredAt} form="day" />]);
  if (closedAt !== null) facts.push([t("what.closed"), <Time key="at" at={closedAt} form="day" />]);
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
