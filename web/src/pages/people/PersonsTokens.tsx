import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { personsTokensAddress, personsTokensQuery } from "../../api/accountQueries.ts";
import { useRemoval } from "../../api/useRemoval.ts";
import { AskFirst } from "../../components/AskFirst.tsx";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { EmptyState, QueryState } from "../../components/States.tsx";
import { toast } from "../../components/Toast.tsx";
import { TokenLine } from "../account/tokens/TokenLine.tsx";

/** A person's API tokens, for an administrator who must revoke them. */
export function PersonsTokens({ name }: { name: string }) {
  const { t } = useTranslation("people");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button small onPress={() => setIsOpen(true)}>
        {t("tokens")}
      </Button>
      <Dialog title={t("tokensTitle", { name })} isOpen={isOpen} onClose={() => setIsOpen(false)} wide>
        <TokenList name={name} />
      </Dialog>
    </>
  );
}

function TokenList({ name }: { name: string }) {
  const { t } = useTranslation("people");
  const query = useQuery(personsTokensQuery(name));
  const { queryKey } = personsTokensQuery(name);
  const tokens = query.data?.tokens ?? [];
  return (
    <>
      <p>{t("tokensHint")}</p>
      <QueryState query={query} />
      {query.isSuccess && tokens.length === 0 && <EmptyState title={t("noTokens")} />}
      <ul>
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} address={personsTokensAddress(name)} changes={[queryKey]} />
        ))}
      </ul>
      {tokens.length > 1 && <RevokeAll name={name} />}
    </>
  );
}

function RevokeAll({ name }: { name: string }) {
  const { t } = useTranslation(["people", "account"]);
  const revoke = useRemoval({
    changes: [personsTokensQuery(name).queryKey],
    onDone: () => toast({ tone: "good", title: t("allTokensRevoked", { name }) }),
  });
  return (
    <div>
      <AskFirst
        kind="danger"
        button={t("revokeAll")}
        title={t("revokeAllTitle", { name })}
        hint={t("account:tokens.revokeHint")}
        isPending={revoke.isPending}
        onConfirm={(close) => revoke.mutate(personsTokensAddress(name), { onSuccess: close })}
      />
    </div>
  );
}
