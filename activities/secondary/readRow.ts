import { findSecondary, noSuchSecondary, type SecondaryRow } from "../../db/secondary/secondary.ts";
import type { ActivityDeps } from "../deps.ts";

export async function readRow({ db }: ActivityDeps, secondary: number): Promise<SecondaryRow> {
  const row = await findSecondary(db, secondary, null);
  if (row === null) throw noSuchSecondary(secondary);
  return row;
}
