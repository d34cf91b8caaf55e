import { mayUseOwnCredentials } from "../cloudAccess.ts";
import { type Check, entries, has, inside, isMappingPlace } from "./place.ts";

/** Warns that without a role nothing is done at AWS, unless the customer may use the process's own credentials. */
export const checkCloud =
  (ownAccountCustomers: readonly string[]): Check =>
  (file, findings) => {
    const { value: customer } = inside(file, "customer");
    if (typeof customer !== "string" || mayUseOwnCredentials(customer, ownAccountCustomers)) return;
    for (const system of entries(inside(file, "systems"))) {
      const cloud = inside(system, "cloud");
      if (isMappingPlace(cloud) && !has(cloud, "role"))
        findings.warn(
          inside(cloud, "role"),
          `without a role nothing is done at AWS: AWS_OWN_ACCOUNT_CUSTOMERS does not name ${JSON.stringify(customer)}`,
        );
    }
  };
