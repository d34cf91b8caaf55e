import type { Person } from "../../db/people/tokens.ts";
import { customersPerson } from "../../domain/people/actor.ts";
import type { Act } from "../../domain/secondary/act.ts";
import { type DeclaredAction, declarationOf } from "../../domain/secondary/declarations.ts";

/** What a request does: a customer's person answers as themselves; everyone else is an operator. */
export function actOf(action: DeclaredAction, body: Record<string, unknown>, { name, role }: Person): Act {
  if (role === "customer" && (action === "approve" || action === "decline")) {
    const note = typeof body.note === "string" ? body.note : null;
    return { act: action, by: customersPerson(name), through: "api", note, recordedBy: null };
  }
  return declarationOf(action).act(body, name);
}
