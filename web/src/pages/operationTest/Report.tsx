import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { engine } from "../../../../domain/people/actor.ts";
import type { TestChannel } from "../../../../domain/tests/step.ts";
import type { OperationTestAnswer } from "../../api/types.ts";
import { Facts } from "../../components/Facts.tsx";
import { Section } from "../../components/Section.tsx";
import { Time } from "../../components/Time.tsx";
import css from "./OperationTest.module.css";
import { Steps } from "./Steps.tsx";
import { useSeconds } from "./useSeconds.ts";

interface Props {
  test: OperationTestAnswer;
  customerName: string;
  /** Undefined until it is known. */
  timezone: string | undefined;
}

const channelsInOrder = ["call", "mail", "chat"] as const satisfies readonly TestChannel[];

/** The written result of a test (R2.7.3): on the screen while it runs, on paper for the customer's files. */
export function Report({ test, customerName, timezone }: Props) {
  const { t } = useTranslation("operationTest");
  const channels = channelsInOrder.filter((channel) => test.steps.some((step) => step.channel === channel));
  return (
    <div className={css.report}>
      <header className={css.paperHead}>
        <h2>{t("heading")}</h2>
        <p>
          {customerName}
          <br />
          <Time at={test.startedAt} form="full" {...(timezone !== undefined && { timezone })} />
        </p>
      </header>
      <Section title={t("result")}>
        <Outcome test={test} />
        <About test={test} customerName={customerName} timezone={timezone} />
      </Section>
      {channels.map((channel) => (
        <Steps
          key={channel}
          channel={channel}
          steps={test.steps.filter((step) => step.channel === channel)}
        />
      ))}
      <Story lines={test.timeline} timezone={timezone} />
      <Signatures />
    </div>
  );
}

function Outcome({ test: { state, result } }: { test: OperationTestAnswer }) {
  const { t } = useTranslation("operationTest");
  return (
    <div className={css.outcome} aria-live="polite">
      {state === "running" && <p className={css.running}>{t("running")}</p>}
      <ul>
        {result.summary.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function About({ test, customerName, timezone }: Props) {
  const { t } = useTranslation("operationTest");
  const seconds = useSeconds();
  const zone = timezone === undefined ? {} : { timezone };
  const { startedAt, endedAt, abortedBy, note } = test;
  return (
    <Facts
      facts={[
        [
          t("customer"),
          <Link key="customer" to="/customers/$id" params={{ id: test.customer }} search={{ tab: "tests" }}>
            {customerName}
          </Link>,
        ],
        [t("rule"), test.rule ?? t("ruleNone")],
        [t("startedBy"), test.startedBy],
        [t("startedAt"), <Time key="started" at={startedAt} form="full" {...zone} />],
        ...(endedAt === null
          ? []
          : [
              [t("endedAt"), <Time key="ended" at={endedAt} form="full" {...zone} />] as const,
              [t("took"), seconds(Date.parse(endedAt) - Date.parse(startedAt))] as const,
            ]),
        ...(abortedBy === null ? [] : [[t("abortedBy"), abortedBy] as const]),
        ...(note === null ? [] : [[t("note"), note] as const]),
      ]}
    />
  );
}

/** Only on paper: who did it and who checked it, with the date. */
function Signatures() {
  const { t } = useTranslation("operationTest");
  return (
    <div className={css.signatures}>
      {[t("signedBy"), t("checkedBy")].map((who) => (
        <div key={who} className={css.signature}>
          <span>{who}</span>
          <span className={css.date}>{t("date")}</span>
        </div>
      ))}
    </div>
  );
}

interface StoryProps {
  lines: OperationTestAnswer["timeline"];
  timezone: string | undefined;
}

function Story({ lines, timezone }: StoryProps) {
  const { t } = useTranslation("operationTest");
  const zone = timezone === undefined ? {} : { timezone };
  return (
    <Section title={t("story")} note={timezone === undefined ? undefined : t("timezone", { timezone })}>
      <ol className={css.story}>
        {Array.from(lines.entries(), ([place, { at, actor, text }]) => (
          <li key={place}>
            <Time at={at} form="seconds" {...zone} />
            <span>{text}</span>
            <span className={css.actor}>{actor === engine ? "" : actor}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
