import { useCallback, useState } from "react";

const addressOf = (name: string): string => `toban-draft/${name}`;

/**
 * What is being typed, kept until the server has it: it survives a closed dialog, a refusal and a reloaded page, and
 * ends with the browser's tab. `null`: nothing has been typed yet. A new name is another draft.
 */
export function useDraft<Draft extends object>(name: string) {
  const [held, setHeld] = useState(() => ({ name, draft: readDraft<Draft>(name) }));
  const draft = held.name === name ? held.draft : readDraft<Draft>(name);

  const write = useCallback(
    (next: Draft) => {
      sessionStorage.setItem(addressOf(name), JSON.stringify(next));
      setHeld({ name, draft: next });
    },
    [name],
  );
  const forget = useCallback(() => {
    sessionStorage.removeItem(addressOf(name));
    setHeld({ name, draft: null });
  }, [name]);
  return { draft, write, forget };
}

export function readDraft<Draft extends object>(name: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(addressOf(name)) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}
