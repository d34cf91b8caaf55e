import type { ChatProviderTexts } from "../../domain/texts/providers.ts";
import { networkFault } from "./networkFault.ts";
import type { Fault } from "./outcome.ts";

export const requestTimeoutMilliseconds = 10_000;

export interface Answer {
  status: number;
  headers: Headers;
  /** Empty where it broke off: what the provider did, the status has said. */
  body: string;
}

/** One POST and no second one; the answer whatever its status, or the fault that kept it away. */
export async function post(
  url: string,
  provider: ChatProviderTexts,
  request: { headers: Record<string, string>; body: string },
): Promise<{ answer: Answer } | { fault: Fault }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      ...request,
      redirect: "manual",
      signal: AbortSignal.timeout(requestTimeoutMilliseconds),
    });
    const body = await response.text().catch(() => "");
    return { answer: { status: response.status, headers: response.headers, body } };
  } catch (error) {
    return { fault: networkFault(error, provider) };
  }
}

/** What a status says by itself, as far as providers agree. */
export function statusFault(status: number, provider: ChatProviderTexts, words: string): Fault {
  const answer = `HTTP ${status}`;
  if (status === 429) return { kind: "transient", reason: provider.limited({ answer }) };
  if (status >= 500 || status === 408) return { kind: "unknown", reason: provider.failing({ answer }) };
  return { kind: "permanent", reason: provider.refused({ answer: `${answer} ${words}`.trim() }) };
}
