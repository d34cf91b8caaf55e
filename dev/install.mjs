// Installs the dependencies when they changed since the last time. Plain JavaScript for the machine's own
// Node: the Node that runs everything else is one of the dependencies. Prints only to standard error.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stampFile = path.join(root, "node_modules", ".toban-install");
const lockDir = path.join(root, ".cache", "install.lock");
const quiet = process.argv.includes("--quiet");

function say(text) {
  process.stderr.write(`${text}\n`);
}

/** A hash of everything that affects the installation. The scripts in package.json do not. */
function wantedStamp() {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const file of ["package-lock.json", ".npmrc"]) hash.update(readFileSync(path.join(root, file)));
  const { dependencies, devDependencies, overrides, allowScripts } = JSON.parse(
    readFileSync(path.join(root, "package.json"), "utf8"),
  );
  return hash.update(JSON.stringify([dependencies, devDependencies, overrides, allowScripts])).digest("hex");
}

function isInstalled(stamp) {
  try {
    return readFileSync(stampFile, "utf8") === stamp;
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Two commands may start at the same moment: one installs, the other waits for it. */
async function withLock(act) {
  mkdirSync(path.dirname(lockDir), { recursive: true });
  const holderFile = path.join(lockDir, "pid");
  let waited = 0;
  for (;;) {
    try {
      mkdirSync(lockDir);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = readHolder(holderFile);
      // A lock without a holder is just being taken, or its process died while taking it.
      if (holder === null ? waited > 20 : !isAlive(holder)) rmSync(lockDir, { recursive: true, force: true });
      if (waited === 0 && !quiet) say("Another command is installing the dependencies; waiting for it.");
      waited += 1;
      await sleep(250);
    }
  }
  writeFileSync(holderFile, String(process.pid));
  const release = () => rmSync(lockDir, { recursive: true, force: true });
  process.on("exit", release);
  await act();
}

function readHolder(file) {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || null;
  } catch {
    return null;
  }
}

function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options });
    for (const signal of ["SIGINT", "SIGTERM"]) {
      process.on(signal, () => {
        child.kill(signal);
        process.exit(130);
      });
    }
    let output = "";
    child.stdout?.on("data", (data) => (output += data));
    child.stderr?.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

async function install(stamp) {
  say("Installing the dependencies (once, about half a minute)…");
  const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = await run("npm", ["ci", ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  if (npm.code !== 0) {
    say(npm.output.trim());
    say("The dependencies could not be installed: see npm's output above.");
    process.exit(1);
  }
  const node = await run(path.join(root, "node_modules", ".bin", "node"), ["--version"], {});
  if (!node.output.startsWith("v24.")) {
    say(
      "The package `node` did not install Node 24: install scripts seem to be switched off (npm config get ignore-scripts).",
    );
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
}

const [major] = process.versions.node.split(".").map(Number);
if (major < 20) {
  say(`Toban needs Node.js 20 or newer to install itself; this is ${process.version}.`);
  process.exit(1);
}
const stamp = wantedStamp();
if (!isInstalled(stamp)) {
  await withLock(async () => {
    if (!isInstalled(stamp)) await install(stamp);
  });
}
