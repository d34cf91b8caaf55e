import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { personsTokensAddress, personsTokensQuery } from "../../api/accountQueries.ts";
import { useRemoval } from "../../api/useRemoval.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../components/States.tsx";
import { toast } from "../../components/Toast.tsx";
import { TokenLine } from "../account/tokens/TokenLine.tsx";

/** What lets programs act as this person, for who has to take it back. */
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
      {query.isPending && <LoadingState />}
      {query.isError && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
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
  const { t } = useTranslation(["people", "account", "common"]);
  const [isAsking, setIsAsking] = useState(false);
  const revoke = useRemoval({
    changes: [personsTokensQuery(name).queryKey],
    onDone: () => toast({ tone: "good", title: t("allTokensRevoked", { name }) }),
  });
  return (
    <div>
      <Button kind="danger" onPress={() => setIsAsking(true)}>
        {t("revokeAll")}
      </Button>
      <Dialog
        title={t("revokeAllTitle", { name })}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onPress={() => setIsAsking(false)}>{t("common:cancel")}</Button>
            <Button
              kind="danger"
              isPending={revoke.isPending}
              onPress={() => revoke.mutate(personsTokensAddress(name))}
            >
              {t("revokeAll")}
            </Button>
          </>
        }
      >
        <p>{t("account:tokens.revokeHint")}</p>
      </Dialog>
    </div>
  );
}
