import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem.ts";
import { Button } from "../../components/Button.tsx";
import { loginMethodsQuery, oidcAddress } from "../login/authentication.ts";

/** Sends the person through the company's login again, and comes back to `next`. */
export function LogInAnew({ next }: { next: string }) {
  const { t } = useTranslation("account");
  const { data: methods } = useQuery(loginMethodsQuery);
  const begin = useMutation<string, ApiProblem>({
    mutationFn: () => oidcAddress(next, { again: true }),
    onSuccess: (address) => location.assign(address),
  });
  if (methods?.oidc == null) return null;
  return (
    <div>
      <Button isPending={begin.isPending} onPress={() => begin.mutate()}>
        {t("logInAnew", { name: methods.oidc.name })}
      </Button>
    </div>
  );
}
