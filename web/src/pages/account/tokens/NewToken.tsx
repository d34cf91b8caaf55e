import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "../../../api/problemWords.ts";
import type { IssuedToken } from "../../../api/types.ts";
import { useAction } from "../../../api/useAction.ts";
import { Button } from "../../../components/Button.tsx";
import { CopyButton } from "../../../components/CopyButton.tsx";
import { DialogButtons } from "../../../components/DialogButtons.tsx";
import { Field } from "../../../components/Field.tsx";
import { Problem } from "../../../components/Problem.tsx";
import { Select } from "../../../components/Select.tsx";
import css from "../Account.module.css";
import { LogInAnew } from "../LogInAnew.tsx";

const expiries = ["30", "90", "365", "never"] as const;
type Expiry = (typeof expiries)[number];

/** Asks what the token is for, then shows it: once. */
export function NewToken({ hasPassword, onClose }: { hasPassword: boolean; onClose: () => void }) {
  const [token, setToken] = useState<string | null>(null);
  if (token !== null) return <Issued token={token} onClose={onClose} />;
  return <TokenForm hasPassword={hasPassword} onIssued={setToken} />;
}

function TokenForm({ hasPassword, onIssued }: { hasPassword: boolean; onIssued: (token: string) => void }) {
  const { t } = useTranslation("account");
  const [name, setName] = useState("");
  const [scope, setScope] = useState<"read" | "act">("read");
  const [expiry, setExpiry] = useState<Expiry>("90");
  const [password, setPassword] = useState("");
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
    const proof = hasPassword ? { password } : {};
    issue.mutate({ path: "/api/me/tokens", body: { name, scopes, expiresInDays, ...proof } });
  };
  const { error } = issue;
  const passwordProblem = error?.at("password");
  const otherProblem = error === null || passwordProblem !== undefined ? undefined : problemWords(error);
  const isStale = error?.code === "fresh_login_needed";
  return (
    <form className={css.form} onSubmit={send} noValidate>
      <Field
        label={t("tokens.name")}
        placeholder={t("tokens.namePlaceholder")}
        value={name}
        onChange={setName}
        problem={error?.at("name") ?? (isStale ? undefined : otherProblem)}
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
      {hasPassword && (
        <Field
          label={t("tokens.password")}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          problem={passwordProblem}
          description={t("tokens.passwordHint")}
        />
      )}
      {isStale && (
        <Problem title={otherProblem ?? ""}>
          <LogInAnew next="/account" />
        </Problem>
      )}
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
