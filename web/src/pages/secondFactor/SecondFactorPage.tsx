import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/queries.ts";
import type { SecondFactorDue } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Page } from "../../components/Page.tsx";
import { Section } from "../../components/Section.tsx";
import { signOut } from "../../frame/signOut.ts";
import { LogInAnew } from "../account/LogInAnew.tsx";
import { SetUp } from "../account/secondFactor/SetUp.tsx";
import css from "./SecondFactorPage.module.css";

/** Where staff without a second factor get one. An administrator comes here from everywhere until it is done. */
export function SecondFactorPage() {
  const { t } = useTranslation("account");
  const { next = "/" } = useSearch({ from: "/inside/second-factor" });
  const { data: me } = useQuery(meQuery);
  // Once it is set up nothing is due any more, but the backup codes are still shown here.
  const [due] = useState(me?.secondFactorDue ?? null);
  if (due === null) return null;
  return (
    <Page title={t("secondFactor.due.title")}>
      <div className={css.column}>
        <Section title={t("secondFactor.title")}>
          <div className={css.body}>
            <p>{t(due.isRequired ? "secondFactor.due.required" : "secondFactor.due.warned")}</p>
            <Step step={due.step} next={next} />
          </div>
        </Section>
      </div>
    </Page>
  );
}

function Step({ step, next }: { step: SecondFactorDue["step"]; next: string }) {
  const { t } = useTranslation(["account", "frame"]);
  // Reloads the page, so that nothing refused before stays on it.
  if (step === "set-up") return <SetUp onClose={() => location.assign(next)} />;
  return (
    <>
      <p>{t(`secondFactor.due.${step}`)}</p>
      <div className={css.buttons}>
        {step === "ask-company" && <LogInAnew next={next} />}
        <Button onPress={signOut}>{t("frame:signOut")}</Button>
      </div>
    </>
  );
}
