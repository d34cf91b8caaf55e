import type { CustomerConfiguration } from "../domain/customers/configuration.ts";
import { type TargetName, targetPath, targetsCalled } from "../domain/customers/targets.ts";
import { DomainError } from "../domain/errors.ts";

/** The one target meant by `web01` or `shop/web01`. */
export function oneTarget(configuration: CustomerConfiguration, called: string): TargetName {
  const [found, ...others] = targetsCalled(configuration, called);
  const { customer } = configuration;
  if (found === undefined)
    throw new DomainError("no_target", `Customer "${customer}" has no target "${called}".`);
  if (others.length > 0) {
    const paths = [found, ...others].map(targetPath).join(" or ");
    throw new DomainError("ambiguous_target", `"${called}" stands in several systems: say ${paths}.`);
  }
  return found;
}
