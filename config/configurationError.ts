import { DomainError, type FieldError } from "../domain/errors.ts";
import { say } from "../domain/say.ts";

/** Lists all faults of the environment, so that one attempt is enough to fix them all. */
export class ConfigurationError extends DomainError {
  constructor(faults: readonly FieldError[]) {
    const lines = faults.map((fault) => `  ${fault.path}: ${say(fault.message)}`);
    super("configuration", `The environment has ${countOf(faults)}:\n${lines.join("\n")}`, {
      errors: faults,
    });
  }
}

function countOf(faults: readonly FieldError[]): string {
  return faults.length === 1 ? "a fault" : `${faults.length} faults`;
}
