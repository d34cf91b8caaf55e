import { useTranslation } from "react-i18next";
import type { Contact } from "../../../api/types.ts";
import css from "./ActionDialog.module.css";
import type { Letter } from "./MailDialog.tsx";

/** Exactly what will be sent, and to whom. */
export function MailPreview({ letter, addressees }: { letter: Letter; addressees: readonly Contact[] }) {
  const { t } = useTranslation("incident");
  const chosen = addressees.filter(({ id }) => letter.to.includes(id));
  return (
    <div className={css.preview}>
      <dl>
        <dt>{t("mail.to")}</dt>
        <dd>{chosen.map(({ name, mail }) => `${name} <${mail}>`).join(", ")}</dd>
        <dt>{t("mail.subject")}</dt>
        <dd>{letter.subject}</dd>
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard */}
      <pre tabIndex={0}>{letter.body}</pre>
    </div>
  );
}
