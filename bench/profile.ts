import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { workflowBundle } from "../worker/workflowThreads/bundle.ts";
import { monotonicNow, readProfile, type Span } from "./flames/cpuProfile.ts";
import { mergeStacks } from "./flames/flame.ts";
import { namer } from "./flames/frame.ts";
import { drawFlame } from "./flames/svg.ts";
import { alertsPerSecond, steady } from "./measures/steady.ts";
import type { Group } from "./plan.ts";
import type { BenchSystem, PartProcesses } from "./system.ts";
import type { Figure } from "./table.ts";

const picturesIn = fileURLToPath(new URL("../docs/flames", import.meta.url));

/**
 * Flame graphs of API and worker under alerts at an even pace. Node profiles each thread from its start to its end; the
 * pictures hold only the time from the first alert until all are told.
 */
export async function profile(
  measure: (group: Group) => Promise<Figure[]>,
  seconds: number,
): Promise<Figure[]> {
  const dir = mkdtempSync(path.join(tmpdir(), "toban-profiles-"));
  const span: Span = { from: 0, to: 0 };
  let processes: PartProcesses = {};
  async function run(system: BenchSystem): Promise<Figure[]> {
    processes = system.processes();
    span.from = monotonicNow();
    const figures = await steady(system, seconds);
    span.to = monotonicNow();
    return figures;
  }
  try {
    const environment = { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${dir}` };
    const measures = [{ name: "profile", run }];
    const figures = await measure({ callsPerSecond: 50, environment, measures });
    await draw(dir, processes, span, `${alertsPerSecond} alerts/s for ${seconds} s`);
    return figures;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function draw(dir: string, processes: PartProcesses, span: Span, load: string): Promise<void> {
  const name = namer((await workflowBundle()).code);
  const threads = readdirSync(dir).map((file) => {
    const [, pid, thread] = /\.(\d+)\.(\d+)\.\d+\.cpuprofile$/.exec(file)!.map(Number) as [
      number,
      number,
      number,
    ];
    return { file: path.join(dir, file), pid, isMain: thread === 0 };
  });
  const pictures = [
    { file: "api.svg", of: "API", part: "api", isMain: true },
    { file: "worker.svg", of: "worker, main thread with the activities", part: "worker", isMain: true },
    { file: "workflows.svg", of: "worker, workflow threads", part: "worker", isMain: false },
  ];
  mkdirSync(picturesIn, { recursive: true });
  for (const { file, of, part, isMain } of pictures) {
    const its = threads.filter((one) => processes[part]?.includes(one.pid) && one.isMain === isMain);
    const flame = mergeStacks(
      its.map((one) => readProfile(one.file)),
      span,
      name,
    );
    const busy = (flame.total / 1_000_000).toFixed(1);
    const whole = ((span.to - span.from) / 1_000_000).toFixed(1);
    const title = `${of}, ${load}`;
    const date = new Date().toISOString().slice(0, 10);
    const subtitle = `${busy} s of ${whole} s; ${date}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`;
    writeFileSync(path.join(picturesIn, file), drawFlame(flame, { title, subtitle }));
  }
}
