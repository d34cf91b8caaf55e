import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { post } from "./client.ts";
import type { ApiProblem } from "./problem.ts";

export interface Action {
  path: string;
  body?: object;
}

interface Options<Answer> {
  onDone?: (answer: Answer) => void;
  /** Left out: a toast says what went wrong. */
  onRefused?: (problem: ApiProblem) => void;
  /** Queries to read again once it is done. */
  changes?: readonly (readonly unknown[])[];
}

/**
 * A person's action: never repeated on its own; in flight the button shows `isPending`. A refusal comes back as an
 * `ApiProblem`, so that the form keeps what was typed.
 */
export function useAction<Answer = unknown>(
  options: Options<Answer> = {},
): UseMutationResult<Answer, ApiProblem, Action> {
  const queries = useQueryClient();
  return useMutation<Answer, ApiProblem, Action>({
    mutationFn: ({ path, body }) => post<Answer>(path, body),
    meta: { handlesProblem: options.onRefused !== undefined },
    onSuccess: (answer) => {
      for (const queryKey of options.changes ?? []) void queries.invalidateQueries({ queryKey });
      options.onDone?.(answer);
    },
    onError: (problem) => options.onRefused?.(problem),
  });
}
