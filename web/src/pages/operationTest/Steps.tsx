import { useTranslation } from "react-i18next";
import type { TestChannel } from "../../../../domain/tests/step.ts";
import type { OperationTestAnswer } from "../../api/types.ts";
import { Section } from "../../components/Section.tsx";
import { phoneWords } from "../../words/phoneWords.ts";
import css from "./OperationTest.module.css";
import { useSeconds } from "./useSeconds.ts";

type Step = OperationTestAnswer["steps"][number];

interface Props {
  channel: TestChannel;
  steps: readonly Step[];
}

/** Who was told by one channel, and how long it took. */
export function Steps({ channel, steps }: Props) {
  const { t } = useTranslation("operationTest");
  const isCall = channel === "call";
  return (
    <Section title={t(channel)}>
      <table className={css.steps} data-channel={channel}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("outcome")}</th>
            {isCall && <th scope="col">{t("untilRinging")}</th>}
            {isCall && <th scope="col">{t("untilAnswer")}</th>}
            {isCall && <th scope="col">{t("untilKey")}</th>}
            {isCall && <th scope="col">{t("key")}</th>}
            <th scope="col">{t("taken")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepLine key={`${step.position}/${step.try}`} step={step} isCall={isCall} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function StepLine({ step, isCall }: { step: Step; isCall: boolean }) {
  const { t } = useTranslation("operationTest");
  const seconds = useSeconds();
  const shown = (milliseconds: number | null | undefined) =>
    milliseconds == null ? "-" : seconds(milliseconds);
  const { name, to, call } = step;
  return (
    <tr>
      <td>
        <span className={css.name}>{name}</span>
        {to !== name && <span className={css.to}>{phoneWords(to)}</span>}
        {step.try > 1 && <span className={css.to}>{t("second")}</span>}
      </td>
      <td>
        <StepOutcome step={step} />
        <Content content={step.content} />
      </td>
      {isCall && <td>{shown(call?.ringMilliseconds)}</td>}
      {isCall && <td>{shown(call?.answerMilliseconds)}</td>}
      {isCall && <td>{shown(call?.keyMilliseconds)}</td>}
      {isCall && <td>{call?.key ?? "-"}</td>}
      <td>{shown(step.tookMilliseconds)}</td>
    </tr>
  );
}

function StepOutcome({ step: { state, outcome, outcomeText, reason } }: { step: Step }) {
  const { t } = useTranslation("operationTest");
  if (state !== "ended" || outcome === null)
    return (
      <span className={css.underWay} data-state={state}>
        {state === "ended" ? "-" : t(`step.${state}`)}
      </span>
    );
  const reached = outcome === "sent" || outcome === "acknowledged";
  return (
    <>
      <span className={css.reached} data-reached={reached}>
        {outcomeText}
      </span>
      {reason !== null && <span className={css.reason}>{reason}</span>}
    </>
  );
}

/** As the recipient read it. */
function Content({ content }: Pick<Step, "content">) {
  const { t } = useTranslation("operationTest");
  if (content === null) return null;
  return (
    <details className={css.content}>
      <summary>{t("content")}</summary>
      {content.subject !== undefined && (
        <p>
          {t("subject")}: {content.subject}
        </p>
      )}
      <p className={css.body}>{content.body}</p>
    </details>
  );
}
