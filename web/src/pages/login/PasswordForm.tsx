import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { Button } from "../../components/Button.tsx";
import { Field } from "../../components/Field.tsx";
import css from "./Form.module.css";
import { LoginProblem } from "./LoginProblem.tsx";

interface Props {
  isPending: boolean;
  problem: ApiProblem | null;
  onPassword: (given: { username: string; password: string }) => void;
}

export function PasswordForm({ isPending, problem, onPassword }: Props) {
  const { t } = useTranslation("login");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  return (
    <Form
      className={css.form ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        if (username !== "" && password !== "") onPassword({ username, password });
      }}
    >
      <Field
        label={t("username")}
        value={username}
        onChange={setUsername}
        autoComplete="username"
        autoFocus
        isRequired
      />
      <Field
        label={t("password")}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        isRequired
      />
      <LoginProblem problem={problem} />
      <div className={css.buttons}>
        <Button type="submit" kind="primary" isPending={isPending}>
          {t("signIn")}
        </Button>
      </div>
    </Form>
  );
}
