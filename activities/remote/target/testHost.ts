import { startTestSshd, type TestSshd, type TestSshdOptions } from "../ssh/testSshd.ts";

/** Test hosts have no systemd: this one keeps services as files and records its changes. */
const systemctl = `#!/bin/sh
cd /run/services
verb=$1; shift
for last in "$@"; do :; done
if test -e /run/slow; then case "$verb" in restart|start|stop)
  echo "begins $verb $last" >> /run/ledger
  sleep "$(cat /run/slow)" ;;
esac; fi
case "$verb" in
  cat) test -e "$last" ;;
  is-active) grep -qx active "$last" ;;
  show)
    test -e "$last" || exit 0
    # With /run/systemd-219, like systemd 219: no --value and no InvocationID.
    for given in "$@"; do case "$given" in
      --value) echo "systemctl: unrecognized option '--value'" >&2; exit 1 ;;
      *=InvocationID) test -e /run/systemd-219 || sed -n 's/^/InvocationID=/;2p' "$last" ;;
      *=ExecMainStartTimestampMonotonic)
        echo "ExecMainStartTimestampMonotonic=$(sed -n 2p "$last" | cksum | cut -d' ' -f1)" ;;
      *=ActiveState) sed -n 's/^/ActiveState=/;1p' "$last" ;;
      *=SubState) case "$(sed -n 1p "$last")" in
        activating) echo SubState=start ;; inactive) echo SubState=dead ;; failed) echo SubState=failed ;; *) echo SubState=running ;;
      esac ;;
      *=Result) if grep -qx failed "$last"; then echo Result=exit-code; else echo Result=success; fi ;;
      *=MainPID) echo "MainPID=$(cat "$last.pid" 2> /dev/null || echo 0)" ;;
    esac; done ;;
  is-system-running) echo running ;;
  reboot)
    echo reboot >> /run/ledger
    cat /proc/sys/kernel/random/uuid > /run/boot_id
    # Like a machine that reboots: every login ends, and a moment later it answers again.
    pkill -KILL -f '^sshd: ops' ;;
  restart|start|stop)
    echo "$verb $last" >> /run/ledger
    id=$(cat /proc/sys/kernel/random/uuid)
    # A job is activating until it ends by itself.
    if test -x "$last.job"; then case "$verb" in
      start)
        printf 'activating\\n%s\\n' "$id" > "$last"
        setsid sh -c 'state=failed; "./$1.job" && state=inactive; printf "%s\\n%s\\n" "$state" "$2" > "$1"' sh "$last" "$id" < /dev/null > /dev/null 2>&1 &
        echo $! > "$last.group"
        exit 0 ;;
      # Like systemd, it returns once nothing of the job is left.
      stop) grep -qx activating "$last" && group=$(cat "$last.group") && pkill -TERM -g "$group" &&
        while pgrep -g "$group" -r R,S,D > /dev/null; do sleep 0.02; done ;;
    esac; fi
    if test -x "$last.$verb"; then "./$last.$verb" || exit 1; fi
    state=active; test "$verb" = stop && state=inactive
    printf '%s\\n%s\\n' "$state" "$id" > "$last" ;;
  *) echo "no such verb: $verb" >&2; exit 64 ;;
esac
`;

export interface TestHost extends TestSshd {
  /** Creates a service, active or not. */
  service(name: string, state: "active" | "inactive" | "failed"): Promise<void>;
  /**
   * Creates a job that failed last night. Started, it runs the script in the background, as with
   * `--no-block`.
   */
  job(name: string, script: string): Promise<void>;
  /** From now on a change of a service takes this long. */
  isSlow(seconds: number): Promise<void>;
  /** Resets the host: no services, and an empty ledger. */
  isCleaned(): Promise<void>;
  /** Gives a service's stand-in a script to really run, which writes its main process into `NAME.pid`. */
  really(name: string, verb: "restart", script: string): Promise<void>;
  /** Every change on the host, one line each. */
  ledger(): Promise<string[]>;
}

/** Starts a server to work on: real SSH, with stand-ins for what a test machine lacks. */
export async function startTestHost(options: TestSshdOptions = {}): Promise<TestHost> {
  const sshd = await startTestSshd(options);
  await sshd.onHost(
    `mkdir -p /run/services; : > /run/ledger
cat /proc/sys/kernel/random/uuid > /run/boot_id; mount --bind /run/boot_id /proc/sys/kernel/random/boot_id
cat > /usr/local/bin/systemctl <<'END'\n${systemctl}END\nchmod 755 /usr/local/bin/systemctl`,
  );
  const service: TestHost["service"] = async (name, state) =>
    void (await sshd.onHost(`printf '%s\\nfirst\\n' ${state} > /run/services/${name}`));
  const program = (file: string, script: string) =>
    sshd.onHost(`cat > ${file} <<'END'\n#!/bin/sh\n${script}\nEND\nchmod 755 ${file}`);
  return {
    ...sshd,
    service,
    job: async (name, script) => {
      await service(name, "failed");
      await program(`/run/services/${name}.job`, script);
    },
    isSlow: async (seconds) => void (await sshd.onHost(`echo ${seconds} > /run/slow`)),
    isCleaned: async () =>
      void (await sshd.onHost("rm -f /run/slow /run/systemd-219 /run/services/*; : > /run/ledger")),
    really: async (name, verb, script) => void (await program(`/run/services/${name}.${verb}`, script)),
    ledger: async () => (await sshd.onHost("cat /run/ledger")).split("\n").filter((line) => line !== ""),
  };
}
