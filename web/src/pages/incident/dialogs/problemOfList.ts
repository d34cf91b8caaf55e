import type { ApiProblem } from "../../../api/problem.ts";

/** What is wrong with a list or with any one of its entries. */
export const problemOfList = (problem: ApiProblem | null, path: string): string | undefined =>
  problem?.errors.find((error) => error.path === path || error.path.startsWith(`${path}[`))?.message;
