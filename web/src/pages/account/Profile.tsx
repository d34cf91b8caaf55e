import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Me } from "../../api/types.ts";
import { Facts } from "../../components/Facts.tsx";
import { Section } from "../../components/Section.tsx";
import { shownPhone } from "../../words/shownPhone.ts";

export function Profile({ me }: { me: Me }) {
  const { t } = useTranslation(["account", "frame"]);
  const { name, role, customers, phone } = me;
  return (
    <Section
      title={t("you")}
      actions={role === "admin" ? <Link to="/people">{t("people")}</Link> : undefined}
    >
      <Facts
        facts={[
          [t("name"), name],
          [t("role"), t(`frame:role.${role}`)],
          ...(customers.length === 0 ? [] : [[t("customers"), customers.join(", ")] as const]),
          [t("phone"), phone === null ? t("noPhone") : shownPhone(phone)],
        ]}
      />
    </Section>
  );
}
