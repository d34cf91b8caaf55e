import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api/problem.ts";
import { problemWords } from "./api/problemWords.ts";
import { toast } from "./components/Toast.tsx";

const mostRetries = 2;

/** Called when the API says that nobody is logged in; the routes set it. */
let onLoggedOut: () => void = () => {};
export const whenLoggedOut = (act: () => void): void => {
  onLoggedOut = act;
};

/** Reads are retried if the server could not answer; only the person retries an action. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => mayPass(error) && failures < mostRetries,
      refetchOnWindowFocus: true,
      staleTime: 5_000,
    },
    mutations: { retry: false },
  },
  queryCache: new QueryCache({ onError: leaveWhenLoggedOut }),
  mutationCache: new MutationCache({
    onError: (error, _action, _context, mutation) => {
      leaveWhenLoggedOut(error);
      if (isLoggedOut(error) || mutation.meta?.handlesProblem === true) return;
      toast({ tone: "bad", title: problemWords(error) });
    },
  }),
});

const mayPass = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500;

/** A wrong password or code is also a 401, but it logs nobody out. */
const isLoggedOut = (error: unknown): boolean =>
  error instanceof ApiProblem && ["unauthenticated", "unauthorized"].includes(error.code);

function leaveWhenLoggedOut(error: unknown): void {
  if (isLoggedOut(error)) onLoggedOut();
}
