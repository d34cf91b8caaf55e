import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import { classifyAws, missing } from "./cloudFault.ts";

/** What the SDK signs a request with. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

export interface Role {
  arn: string;
  /** Shows the customer that it is us, acting for this customer (AWS: "confused deputy"). */
  externalId: string;
}

interface RoleRequest {
  role: Role;
  customer: string;
}

/** The longest duration that every role allows. */
const durationSeconds = 3600;
/** The SDK renews with 5 minutes left; the next credentials must exist before that. */
const renewedBeforeEndMilliseconds = 6 * 60_000;

/** Returns the credentials of a customer's role, taken when first needed and renewed before they end. */
export function assumedRole(sts: STSClient, request: RoleRequest, now: () => Date) {
  let current: Credentials | null = null;
  return async (signal?: AbortSignal): Promise<Credentials> => {
    const endsAt = current?.expiration?.getTime() ?? 0;
    if (current !== null && endsAt - now().getTime() > renewedBeforeEndMilliseconds) return current;
    current = await assume(sts, request, signal);
    return current;
  };
}

async function assume(sts: STSClient, request: RoleRequest, signal?: AbortSignal): Promise<Credentials> {
  const { role, customer } = request;
  const action = "sts:AssumeRole";
  const command = new AssumeRoleCommand({
    RoleArn: role.arn,
    RoleSessionName: sessionName(customer),
    DurationSeconds: durationSeconds,
    ExternalId: role.externalId,
  });
  const answer = await sts.send(command, { abortSignal: signal }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw classifyAws(error, { action, changes: false });
  });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw missing(action, "NoCredentials");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration && { expiration: Expiration }),
  };
}

/** Appears in the customer's own log (CloudTrail) beside all we do there. AWS allows no slash in it. */
export const sessionName = (customer: string): string =>
  `toban.${customer}`.replace(/[^\w+=,.@-]/g, "-").slice(0, 64);
