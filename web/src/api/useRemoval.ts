import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { remove } from "./client.ts";
import type { ApiProblem } from "./problem.ts";

interface Options {
  onDone: () => void;
  /** Queries to read again once it is gone. */
  changes: readonly (readonly unknown[])[];
}

/** Deletes what is at an address. A toast says what went wrong. */
export function useRemoval({ onDone, changes }: Options): UseMutationResult<void, ApiProblem, string> {
  const queries = useQueryClient();
  return useMutation<void, ApiProblem, string>({
    mutationFn: remove,
    onSuccess: () => {
      for (const queryKey of changes) void queries.invalidateQueries({ queryKey });
      onDone();
    },
  });
}
