import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { tokensQuery } from "../../../api/accountQueries.ts";
import type { OwnTokenList } from "../../../api/types.ts";
import { formatTime } from "../../../clock/formats.ts";
import { Button } from "../../../components/Button.tsx";
import { Dialog } from "../../../components/Dialog.tsx";
import { Section } from "../../../components/Section.tsx";
import { EmptyState, QueryState } from "../../../components/States.tsx";
import css from "../Account.module.css";
import { NewToken } from "./NewToken.tsx";
import { TokenLine } from "./TokenLine.tsx";

export function Tokens({ isChangeable, hasPassword }: { isChangeable: boolean; hasPassword: boolean }) {
  const { t } = useTranslation("account");
  const query = useQuery(tokensQuery);
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <Section
      title={t("tokens.title")}
      actions={
        <Button small isDisabled={!isChangeable} onPress={() => setIsOpen(true)}>
          {t("tokens.new")}
        </Button>
      }
    >
      <p className={css.intro}>{t("tokens.hint")}</p>
      <QueryState query={query} />
      {query.data?.tokens.length === 0 && <EmptyState title={t("tokens.none")} />}
      <ul>
        {query.data?.tokens.map((token) => (
          <TokenLine key={token.id} token={token} address="/api/me/tokens" changes={[tokensQuery.queryKey]} />
        ))}
        {query.data?.taken.map((token) => (
          <TakenLine key={token.id} token={token} />
        ))}
      </ul>
      <Dialog title={t("tokens.new")} isOpen={isOpen} onClose={close}>
        <NewToken hasPassword={hasPassword} onClose={close} />
      </Dialog>
    </Section>
  );
}

/** A token that an administrator revoked: its owner sees why a script has stopped. */
function TakenLine({ token }: { token: OwnTokenList["taken"][number] }) {
  const { t, i18n } = useTranslation("account");
  const time = formatTime(new Date(token.revokedAt), "day", i18n.language);
  return (
    <li className={css.line}>
      <div>
        <div className={css.name}>
          {token.name ?? t("tokens.unnamed")}
          <span className={css.state} data-bad>
            {t("tokens.taken")}
          </span>
        </div>
        <div className={css.about}>{t("tokens.takenBy", { name: token.revokedBy, time })}</div>
      </div>
    </li>
  );
}
