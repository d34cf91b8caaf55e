import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { weeklyHoursWords } from "../../../../domain/customers/calendar/weeklyHoursWords.ts";
import type { CustomerAnswer } from "../../api/types.ts";
import { clock } from "../../clock/clock.ts";
import { formatDays, formatTime } from "../../clock/formats.ts";
import { Facts } from "../../components/Facts.tsx";
import { Section } from "../../components/Section.tsx";
import { currentLanguage } from "../../texts/i18n.ts";
import { Contacts } from "./Contacts.tsx";
import css from "./Overview.module.css";

export function Overview({ customer }: { customer: CustomerAnswer }) {
  const { t } = useTranslation(["customer", "common", "incident"]);
  const language = currentLanguage();
  const { calendar, timezone, sources, chat } = customer;
  const daysOff = [
    ...(calendar.holidays === "japan" ? [t("holidaysOff")] : []),
    ...calendar.closed.map((days) => formatDays(days, language)),
  ];
  return (
    <div className={css.overview}>
      <Contacts contacts={customer.contacts} />
      <Section title={t("contract")}>
        <Facts
          facts={[
            [t("plan"), t(`common:plan.${customer.plan}`)],
            [t("businessHours"), weeklyHoursWords(calendar.businessHours, language)],
            [t("around"), daysOff.length === 0 ? t("noDaysOff") : <Lines of={daysOff} />],
            [t("timezone"), <LocalTime key="time" timezone={timezone} />],
            [
              t("sources"),
              sources.length === 0 ? (
                t("common:none")
              ) : (
                <Lines of={sources.map(({ name, kind }) => t("ofKind", { name, kind }))} />
              ),
            ],
            [
              t("chat"),
              chat.length === 0 ? (
                t("common:none")
              ) : (
                <Lines
                  of={chat.map(({ id, provider, destination }) =>
                    t("ofKind", { name: id, kind: `${provider} ${destination}` }),
                  )}
                />
              ),
            ],
          ]}
        />
      </Section>
    </div>
  );
}

function Lines({ of }: { of: readonly string[] }) {
  return (
    <ul>
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** The customer's zone and what time it is there, to the minute. */
function LocalTime({ timezone }: { timezone: string }) {
  const { t, i18n } = useTranslation("customer");
  const [minute, setMinute] = useState(() => Math.floor(clock.now() / 60_000));
  useEffect(() => clock.each((now) => setMinute(Math.floor(now / 60_000))), []);
  const time = formatTime(new Date(minute * 60_000), "day", i18n.language, timezone);
  return (
    <>
      {timezone} <span className={css.time}>{t("localTime", { time })}</span>
    </>
  );
}
