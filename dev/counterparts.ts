import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { promisify } from "node:util";
import { DomainError } from "../domain/errors.ts";
import { installMoto, motoFiles } from "./tools/moto.ts";

/** A real program that some tests use: a browser for the pages, a monitoring tool, a server to log in to. */
export interface Counterpart {
  name: string;
  /** Debian's package; null if it comes from elsewhere. */
  package: string | null;
  /** Where it may be; the first that exists is used. */
  files: readonly string[];
  /** What is not tested without it. */
  usedFor: string;
  /** Tests need root to use it, e.g. to give it users of its own. */
  asRoot?: true;
}

const debianAlertmanager = "/usr/bin/prometheus-alertmanager";

export const counterparts = {
  chromium: {
    name: "Chromium",
    // The engine without the windows around it, which cost more CPU than the pages.
    package: "chromium-headless-shell",
    files: [
      "/usr/lib/chromium/chromium-headless-shell",
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
  moto: {
    name: "moto",
    package: null,
    files: motoFiles,
    usedFor: "instances and load balancers at AWS",
  },
  sshd: {
    name: "OpenSSH server",
    package: "openssh-server",
    files: ["/usr/sbin/sshd"],
    usedFor: "work on servers over SSH",
    asRoot: true,
  },
  sudo: {
    name: "sudo",
    package: "sudo",
    files: ["/usr/bin/sudo"],
    usedFor: "root's rights on servers",
    asRoot: true,
  },
  nftables: {
    name: "nftables",
    package: "nftables",
    files: ["/usr/sbin/nft"],
    usedFor: "addresses blocked on a server",
    asRoot: true,
  },
  apache: {
    name: "Apache",
    package: "apache2",
    files: ["/usr/sbin/apache2"],
    usedFor: "Apache tuned on a server",
    asRoot: true,
  },
  mariadb: {
    name: "MariaDB",
    // Only the server's program: nothing is set up or started.
    package: "mariadb-server-core",
    files: ["/usr/sbin/mariadbd"],
    usedFor: "long queries ended in MySQL",
    asRoot: true,
  },
  mariadbClient: {
    name: "MariaDB's client",
    package: "mariadb-client-core",
    files: ["/usr/bin/mariadb"],
    usedFor: "long queries ended in MySQL",
    asRoot: true,
  },
  psql: {
    name: "psql",
    package: "postgresql-client",
    files: ["/usr/bin/psql"],
    usedFor: "long queries ended in PostgreSQL",
    asRoot: true,
  },
} as const satisfies Record<string, Counterpart>;

/** null if the machine has none: the test is skipped then, and the check says so. */
export function findCounterpart(which: keyof typeof counterparts): string | null {
  const counterpart: Counterpart = counterparts[which];
  return isUsable(counterpart) ? (counterpart.files.find(exists) ?? null) : null;
}

const isUsable = ({ asRoot }: Counterpart): boolean => asRoot !== true || process.getuid?.() === 0;

/**
 * CI installs what its machine lacks, so that nothing is skipped there. On other machines nothing is
 * installed; one line says what is skipped.
 */
export async function prepareCounterparts(
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
): Promise<void> {
  const all: readonly Counterpart[] = Object.values(counterparts);
  const missing = all.filter(({ files }) => !files.some(exists));
  if (env.CI === "true") {
    const packages = missing.flatMap((counterpart) => counterpart.package ?? []);
    await Promise.all([
      installFromDebian(packages, env, say),
      missing.includes(counterparts.moto) ? installMoto({ say }) : undefined,
    ]);
    return;
  }
  const inWords = (some: readonly Counterpart[]) =>
    some.map(({ name, usedFor }) => `${name} (${usedFor})`).join(", ");
  if (missing.length > 0) say(`Not on this machine, so not tested: ${inWords(missing)}`);
  const unusable = all.filter((each) => !missing.includes(each) && !isUsable(each));
  if (unusable.length > 0) say(`Only root can test these: ${inWords(unusable)}`);
}

async function installFromDebian(
  packages: readonly string[],
  env: NodeJS.ProcessEnv,
  say: (text: string) => void,
): Promise<void> {
  if (packages.length === 0) return;
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
