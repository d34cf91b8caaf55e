import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiProblem } from "../../api/problem.ts";
import { oidcAddress, signInWithPassword, verifyCode } from "./authentication.ts";

/** The two steps of a login; what was typed stays where a step is refused. */
export function useLogin(next: string) {
  const queries = useQueryClient();
  const [step, setStep] = useState<"password" | "code">("password");
  const meta = { handlesProblem: true };
  const enter = (): void => {
    queries.clear();
    // Reloads the page, so that nothing read as somebody else stays.
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
