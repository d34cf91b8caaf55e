import { readSecretName } from "../../customerFields.ts";
import type { Path } from "../yamlSource.ts";
import { entries, items, type Place } from "./place.ts";

/** A secret that a file names, and the path where it does. */
export interface SecretUse {
  name: string;
  path: Path;
}

/** Every `secret:NAME` of the file. Only the database knows whether the vault has it. */
export function secretsUsed(place: Place): SecretUse[] {
  if (typeof place.value === "string") {
    const name = readSecretName(place.value);
    return name === null ? [] : [{ name, path: place.path }];
  }
  return [...entries(place), ...items(place)].flatMap(secretsUsed);
}
