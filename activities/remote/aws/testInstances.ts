import {
  CreateKeyPairCommand,
  CreateSecurityGroupCommand,
  DescribeSubnetsCommand,
  EC2Client,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { tagged } from "./marks.ts";
import { acme, anyCredentials } from "./testMoto.ts";

/** An image that moto always has. */
export const someImage = "ami-12c6146b";

/** What a customer has at AWS, made with AWS's own client. */
export function customerAt(endpoint: string) {
  const ec2 = new EC2Client({ endpoint, region: acme.region, credentials: anyCredentials });
  return {
    ec2,
    /** Starts an instance and returns its id. */
    async instance(tags: Record<string, string> = {}, more: Record<string, unknown> = {}): Promise<string> {
      const command = new RunInstancesCommand({
        ImageId: someImage,
        MinCount: 1,
        MaxCount: 1,
        InstanceType: "t3.micro",
        ...(Object.keys(tags).length > 0 && {
          TagSpecifications: [{ ResourceType: "instance", Tags: tagged(tags) }],
        }),
        ...more,
      });
      return (await ec2.send(command)).Instances![0]!.InstanceId!;
    },
    /** Creates a security group and a key in the network of an existing subnet. */
    async network() {
      const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
      const { SubnetId, VpcId } = Subnets!.at(-1)!;
      const group = { GroupName: "web", Description: "web servers", VpcId };
      const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(group));
      await ec2.send(new CreateKeyPairCommand({ KeyName: "ops" }));
      return { SubnetId: SubnetId!, VpcId: VpcId!, SecurityGroupIds: [GroupId!], KeyName: "ops" };
    },
  };
}
