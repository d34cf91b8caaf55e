import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { secondaryQuery } from "../../../api/incidentQueries.ts";
import type { Contact, SecondaryAnswer } from "../../../api/types.ts";
import { Facts } from "../../../components/Facts.tsx";
import { OnDemand } from "../../../components/OnDemand.tsx";
import { QueryState } from "../../../components/States.tsx";
import { Time } from "../../../components/Time.tsx";
import { contactName } from "../../../words/personName.ts";
import css from "./Secondary.module.css";

interface Props {
  response: SecondaryAnswer;
  contacts: readonly Contact[];
  isOpen: boolean;
}

/** What the customer agrees to, part by part as their mail has it. */
export function Agreed({ response, contacts, isOpen }: Props) {
  const { t } = useTranslation("secondary");
  const { id, summary, plan, vendor, runbook, target, risk, steps, scheduledAt, estimateMinutes } = response;
  const text = (words: string) => <p className={css.text}>{words}</p>;
  const parts: [string, ReactNode][] = [
    [t("part.summary"), text(summary)],
    [t("part.plan"), plan && text(plan)],
    [t("part.vendor"), vendor?.name],
    [t("part.runbook"), runbook !== null && <ProposedRunbook response={response} />],
    [t("steps"), steps.length > 0 && response.decidedBy === null && <PlannedSteps steps={steps} />],
    [t("part.target"), target],
    [t("part.risk"), risk && text(risk)],
    [t("part.when"), scheduledAt === null ? t("later") : <Time at={scheduledAt} form="day" />],
    [t("part.estimate"), estimateMinutes !== null && t("minutes", { minutes: estimateMinutes })],
    [t("part.price"), response.priceNote && text(response.priceNote)],
    [t("part.to"), contacts.length > 0 && response.to.map((one) => contactName(contacts, one)).join(", ")],
  ];
  return (
    <details open={isOpen}>
      <summary className={css.summary}>
        {t("agreed")}
        {!isOpen && <span className={css.gist}>{summary}</span>}
      </summary>
      <Facts facts={parts.filter(([, value]) => value !== null && value !== undefined && value !== false)} />
      {runbook !== null && (
        <OnDemand label={t("procedure")}>
          <Procedure id={id} />
        </OnDemand>
      )}
    </details>
  );
}

function PlannedSteps({ steps }: Pick<SecondaryAnswer, "steps">) {
  return (
    <ol className={css.planned}>
      {steps.map(({ step, title }) => (
        <li key={step}>{title}</li>
      ))}
    </ol>
  );
}

function ProposedRunbook({ response }: { response: SecondaryAnswer }) {
  return (
    <>
      <p>{response.runbookTitle}</p>
      {Object.entries(response.with).map(([name, value]) => (
        <p key={name} className={css.parameter}>
          {name}: {value}
        </p>
      ))}
    </>
  );
}

/** Loaded only on demand: it is long, and never changes. */
function Procedure({ id }: { id: number }) {
  const query = useQuery(secondaryQuery(id));
  if (query.data === undefined) return <QueryState query={query} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard
    <pre className={css.procedure} tabIndex={0}>
      {query.data.procedure}
    </pre>
  );
}
