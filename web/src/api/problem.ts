/** One fault of a request, at its field. */
interface ProblemField {
  path: string;
  message: string;
}

/** A refusal or fault as the API reports it (RFC 9457); status 0 if the API could not be reached. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  /** For people, in the API's words. */
  readonly detail: string;
  readonly errors: readonly ProblemField[];

  constructor(status: number, code: string, detail: string, errors: readonly ProblemField[] = []) {
    super(`${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
  }

  /** What is wrong with one field; undefined if nothing is. */
  at(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message;
  }
}

export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => ({}));
  const { code, detail, errors } = (body ?? {}) as { code?: unknown; detail?: unknown; errors?: unknown };
  return new ApiProblem(
    response.status,
    typeof code === "string" ? code : "unknown",
    typeof detail === "string" ? detail : "",
    Array.isArray(errors) ? errors : [],
  );
}

export const isProblem = (error: unknown, status: number): boolean =>
  error instanceof ApiProblem && error.status === status;
