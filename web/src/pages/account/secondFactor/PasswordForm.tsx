import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemWords } from "../../../api/problemWords.ts";
import type { LoginAnswer } from "../../../api/types.ts";
import { useAction } from "../../../api/useAction.ts";
import { Button } from "../../../components/Button.tsx";
import { DialogButtons } from "../../../components/DialogButtons.tsx";
import { Field } from "../../../components/Field.tsx";
import css from "../Account.module.css";

interface Props {
  path: string;
  hint: string;
  button: string;
  kind: "primary" | "danger";
  changes?: readonly (readonly unknown[])[];
  onDone: (answer: LoginAnswer) => void;
}

/** Changing how one logs in needs the password again: the terminal may have been left unattended. */
export function PasswordForm({ path, hint, button, kind, changes = [], onDone }: Props) {
  const { t } = useTranslation("account");
  const [password, setPassword] = useState("");
  const act = useAction<LoginAnswer>({ onDone, changes, onRefused: () => {} });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!act.isPending) act.mutate({ path, body: { password } });
  };
  return (
    <form className={css.form} onSubmit={send} noValidate>
      <p>{hint}</p>
      <Field
        label={t("secondFactor.password")}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        problem={act.error === null ? undefined : problemWords(act.error)}
        autoFocus
      />
      <DialogButtons>
        <Button type="submit" kind={kind} isPending={act.isPending}>
          {button}
        </Button>
      </DialogButtons>
    </form>
  );
}
