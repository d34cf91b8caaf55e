import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { promisify } from "node:util";
import { DomainError } from "../domain/errors.ts";

/** A program that some tests meet for real: a browser for the pages, a monitoring tool for the intake,
 * a server to log in to. */
export interface Counterpart {
  name: string;
  /** Debian's package. */
  package: string;
  /** Where it may be; the first one that exists is used. */
  files: readonly string[];
  /** What is not tested without it. */
  usedFor: string;
}

const debianAlertmanager = "/usr/bin/prometheus-alertmanager";

export const counterparts = {
  chromium: {
    name: "Chromium",
    package: "chromium",
    files: [
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/usr/bin/google-chrome",
      "/opt/google/chrome/chrome",
    ],
    usedFor: "pages in the browser",
  },
  japaneseFonts: {
    name: "Japanese fonts",
    package: "fonts-noto-cjk",
    files: [
      "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
      "/System/Library/Fonts/Hiragino Sans GB.ttc",
    ],
    usedFor: "how Japanese looks in the browser",
  },
  alertmanager: {
    name: "Prometheus Alertmanager",
    package: "prometheus-alertmanager",
    files: [debianAlertmanager, "/usr/local/bin/alertmanager", "/usr/bin/alertmanager"],
    usedFor: "alerts sent by a real Alertmanager",
  },
  sshd: {
    name: "OpenSSH server",
    package: "openssh-server",
    files: ["/usr/sbin/sshd"],
    usedFor: "work on servers over SSH",
  },
  sudo: {
    name: "sudo",
    package: "sudo",
    files: ["/etc/sudoers", "/usr/bin/sudo"],
    usedFor: "root's rights on servers",
  },
} as const satisfies Record<string, Counterpart>;

/** Null where the machine has none: the test is then skipped, and the check says so. */
export function findCounterpart(which: keyof typeof counterparts): string | null {
  return counterparts[which].files.find(exists) ?? null;
}

/**
 * CI installs what its machine lacks, so that nothing is skipped there. On anybody else's machine nothing
 * is installed; one line says what is left out.
 */
export async function prepareCounterparts(
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
): Promise<void> {
  const missing = Object.values(counterparts).filter(({ files }) => !files.some(exists));
  if (missing.length === 0) return;
  if (env.CI === "true") {
    await installFromDebian(missing, env, say);
    return;
  }
  const words = missing.map(({ name, usedFor }) => `${name} (${usedFor})`);
  say(`Not on this machine, so not tested: ${words.join(", ")}`);
}

async function installFromDebian(
  missing: readonly Counterpart[],
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
): Promise<void> {
  const packages = missing.map((counterpart) => counterpart.package);
  say(`Installing ${packages.join(", ")}…`);
  const options = { env: { ...env, DEBIAN_FRONTEND: "noninteractive" }, maxBuffer: 50_000_000 };
  try {
    await promisify(execFile)("apt-get", ["update", "-q"], options);
    await promisify(execFile)(
      "apt-get",
      ["install", "-q", "-y", "--no-install-recommends", ...packages],
      options,
    );
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw new DomainError("counterparts", `${packages.join(", ")} could not be installed:\n${said}`);
  }
}

function exists(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
