import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { Button } from "../../components/Button.tsx";
import { loginMethodsQuery, oidcAddress, signInWithPassword, verifyCode } from "./authentication.ts";
import { CodeForm } from "./CodeForm.tsx";
import css from "./LoginPage.module.css";
import { LoginProblem } from "./LoginProblem.tsx";
import { PasswordForm } from "./PasswordForm.tsx";

export function LoginPage() {
  const { t } = useTranslation("login");
  const { next = "/" } = useSearch({ from: "/login" });
  const { data: methods } = useQuery(loginMethodsQuery);
  const { step, backToPassword, password, code, oidc } = useLogin(next);
  useEffect(() => {
    document.title = `${t("title")} | 当番`;
  }, [t]);
  const byPassword = methods?.password ?? true;
  return (
    <main className={css.page}>
      <div className={css.card}>
        <header className={css.head}>
          <img src="/icon.svg" alt="" width="44" height="44" />
          <div>
            <h1>{t("heading")}</h1>
            <p>{t("subtitle")}</p>
          </div>
        </header>
        {step === "code" ? (
          <CodeForm
            isPending={code.isPending}
            problem={code.error}
            onCode={(digits) => code.mutate(digits)}
            onBack={backToPassword}
          />
        ) : (
          <>
            {byPassword && (
              <PasswordForm
                isPending={password.isPending}
                problem={password.error}
                onPassword={(given) => password.mutate(given)}
              />
            )}
            {methods?.oidc != null && (
              <div className={css.oidc}>
                {byPassword && <span className={css.or}>{t("or")}</span>}
                <Button onPress={() => oidc.mutate()} isPending={oidc.isPending}>
                  {t("oidc", { name: methods.oidc.name })}
                </Button>
                <LoginProblem problem={oidc.error} />
              </div>
            )}
          </>
        )}
      </div>
    </main>
  );
}

/** The two steps of a login; what was typed stays if a step is refused. */
function useLogin(next: string) {
  const queries = useQueryClient();
  const [step, setStep] = useState<"password" | "code">("password");
  const meta = { handlesProblem: true };
  const enter = (): void => {
    queries.clear();
    // Reloads the page, so that nothing of the previous person stays.
    location.assign(next);
  };
  const password = useMutation<"done" | "code-needed", ApiProblem, { username: string; password: string }>({
    mutationFn: (given) => signInWithPassword(given.username, given.password),
    onSuccess: (came) => (came === "done" ? enter() : setStep("code")),
    meta,
  });
  const code = useMutation<unknown, ApiProblem, string>({ mutationFn: verifyCode, onSuccess: enter, meta });
  const oidc = useMutation<string, ApiProblem>({
    mutationFn: () => oidcAddress(next),
    onSuccess: (address) => location.assign(address),
    meta,
  });
  return {
    step,
    backToPassword: () => {
      setStep("password");
      code.reset();
      password.reset();
    },
    password,
    code,
    oidc,
  };
}
