import { parseDocument } from "yaml";
import type { SshHost } from "./sshHost.ts";

const target = ["systems", "shop", "targets", "web01"];

/**
 * The example's file, changed for the demo: web01 is the demo server if SSH to it works, and an operator
 * starts the runbook, so that the calls can be seen first.
 */
export function demoCustomerFile(example: string, host: SshHost | null): string {
  const file = parseDocument(example);
  file.setIn(["rules", 0, "firstResponse", "start"], "operator");
  if (host === null) return file.toString();
  const { port, user, hostKey } = host;
  const connect = { port, user, key: "secret:web01-key", hostKey, become: "sudo" };
  file.setIn(target, file.createNode({ host: host.host, connect }));
  return file.toString();
}
