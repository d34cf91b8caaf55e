import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "../../../api/problemWords.ts";
import type { IssuedToken } from "../../../api/types.ts";
import { useAction } from "../../../api/useAction.ts";
import { Button } from "../../../components/Button.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { DialogButtons } from "../../../components/DialogButtons.tsx";
import { Field } from "../../../components/Field.tsx";
import { Select } from "../../../components/Select.tsx";
import css from "../Account.module.css";

const expiries = ["30", "90", "365", "never"] as const;
type Expiry = (typeof expiries)[number];

/** Asks what the token is for, then shows it: once. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const [token, setToken] = useState<string | null>(null);
  if (token !== null) return <Issued token={token} onClose={onClose} />;
  return <TokenForm onIssued={setToken} />;
}

function TokenForm({ onIssued }: { onIssued: (token: string) => void }) {
  const { t } = useTranslation("account");
  const [name, setName] = useState("");
  const [scope, setScope] = useState<"read" | "act">("read");
  const [expiry, setExpiry] = useState<Expiry>("90");
  const issue = useAction<IssuedToken>({
    changes: [["me", "tokens"]],
    onDone: ({ token }) => onIssued(token),
    onRefused: () => {},
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (issue.isPending) return;
    const scopes = scope === "act" ? ["read", "act"] : ["read"];
    const expiresInDays = expiry === "never" ? null : Number(expiry);
    issue.mutate({ path: "/api/me/tokens", body: { name, scopes, expiresInDays } });
  };
  const nameProblem =
    issue.error === null ? undefined : (issue.error.at("name") ?? problemWords(issue.error));
  return (
    <form className={css.form} onSubmit={send} noValidate>
      <Field
        label={t("tokens.name")}
        placeholder={t("tokens.namePlaceholder")}
        value={name}
        onChange={setName}
        problem={nameProblem}
        autoFocus
      />
      <Select
        label={t("tokens.scope")}
        choices={[
          { id: "read", name: t("tokens.read") },
          { id: "act", name: t("tokens.act") },
        ]}
        value={scope}
        onChange={setScope}
      />
      <Select
        label={t("tokens.expiry")}
        choices={expiries.map((id) => ({
          id,
          name: id === "never" ? t("tokens.never") : t("tokens.days", { days: id }),
        }))}
        value={expiry}
        onChange={setExpiry}
      />
      <DialogButtons>
        <Button type="submit" kind="primary" isPending={issue.isPending}>
          {t("tokens.create")}
        </Button>
      </DialogButtons>
    </form>
  );
}

function Issued({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation(["account", "common"]);
  return (
    <div className={css.form}>
      <p>{t("tokens.once")}</p>
      <div className={css.secret}>
        <code>{token}</code>
        <CopyButton text={token} />
      </div>
      <div className={css.buttons}>
        <Button onPress={onClose}>{t("common:close")}</Button>
      </div>
    </div>
  );
}
