import { currentLanguage } from "../texts/i18n.ts";
import { takeAskedAhead } from "./askedAhead.ts";
import { IdempotencyKeys } from "./idempotencyKeys.ts";
import { ApiProblem, problemOf } from "./problem.ts";

const keys = new IdempotencyKeys();

/** Reads JSON. Throws `ApiProblem`, also if the server cannot be reached. */
export async function get<Answer>(path: string, options: { signal?: AbortSignal } = {}): Promise<Answer> {
  const ahead = await takeAskedAhead(path);
  const response = ahead ?? (await ask(path, { headers: { accept: "application/json" }, ...options }));
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Answer;
}

/** An action: sent once, or again under the same `Idempotency-Key` if no answer came. */
export async function post<Answer>(path: string, body: object = {}): Promise<Answer> {
  const text = JSON.stringify(body);
  const response = await ask(path, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "idempotency-key": keys.keyFor(path, text),
    },
    body: text,
  });
  if (response.ok) {
    keys.answered(path, text, response.status, null);
    return (await jsonOf(response)) as Answer;
  }
  const problem = await problemOf(response);
  keys.answered(path, text, problem.status, problem.code);
  throw problem;
}

export async function remove(path: string): Promise<void> {
  const response = await ask(path, { method: "DELETE", headers: { accept: "application/json" } });
  if (!response.ok) throw await problemOf(response);
}

async function ask(path: string, request: RequestInit): Promise<Response> {
  try {
    const headers = { ...request.headers, "accept-language": currentLanguage() };
    return await fetch(path, { credentials: "same-origin", ...request, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem(0, "network", "");
  }
}

const jsonOf = async (response: Response): Promise<unknown> =>
  response.headers.get("content-type")?.includes("json") ? response.json() : null;
