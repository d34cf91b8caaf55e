import { type Instance, paginateDescribeInstances } from "@aws-sdk/client-ec2";
import type { Aws } from "./account.ts";
import { bears, tags } from "./marks.ts";

export interface FoundInstance {
  instanceId: string;
  privateAddress: string;
  launchedAt: Date | null;
}

/**
 * The running instances that are the target now, oldest first: tagged `toban:target = NAME` or `Name = NAME`.
 * For targets that autoscaling replaces, so that nobody uses yesterday's address.
 */
export async function findByTag(aws: Aws, name: string, signal?: AbortSignal): Promise<FoundInstance[]> {
  const found = new Map<string, FoundInstance>();
  for (const key of [tags.target, "Name"]) {
    for (const instance of await runningWith(aws, key, name, signal)) {
      const { InstanceId, PrivateIpAddress, LaunchTime } = instance;
      if (!InstanceId || !PrivateIpAddress) continue;
      found.set(InstanceId, {
        instanceId: InstanceId,
        privateAddress: PrivateIpAddress,
        launchedAt: LaunchTime ?? null,
      });
    }
  }
  return [...found.values()].sort(
    (a, b) =>
      (a.launchedAt?.getTime() ?? 0) - (b.launchedAt?.getTime() ?? 0) ||
      (a.instanceId < b.instanceId ? -1 : 1),
  );
}

async function runningWith(aws: Aws, key: string, value: string, signal?: AbortSignal): Promise<Instance[]> {
  const instances = await aws.ask(
    "ec2:DescribeInstances",
    async ({ ec2 }, options) => {
      const all: Instance[] = [];
      const filters = [
        { Name: "instance-state-name", Values: ["running"] },
        { Name: `tag:${key}`, Values: [value] },
      ];
      for await (const page of paginateDescribeInstances({ client: ec2 }, { Filters: filters }, options))
        all.push(...(page.Reservations ?? []).flatMap(({ Instances }) => Instances ?? []));
      return all;
    },
    signal,
  );
  return instances.filter((instance) => bears(instance, key, value));
}
