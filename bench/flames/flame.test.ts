import { describe, expect, it } from "vitest";
import type { CallFrame, CpuProfile } from "./cpuProfile.ts";
import { mergeStacks, selfByGroup } from "./flame.ts";
import { namer } from "./frame.ts";
import { drawFlame } from "./svg.ts";

const map = { version: 3, file: "bundle.js", sources: [], names: [], mappings: "" };
const noBundle = `//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(map))}`;
const name = namer(noBundle);
const at = (functionName: string, file: string): CallFrame => ({
  functionName,
  url: file.startsWith("node:") || file === "" ? file : new URL(`../../${file}`, import.meta.url).href,
  lineNumber: 6,
  columnNumber: 0,
});

/** Four milliseconds: two in `send`, one deep in a package that it uses, one idle. */
const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: at("(root)", ""), children: [2, 3] },
    { id: 2, callFrame: at("(idle)", "") },
    { id: 3, callFrame: at("send", "db/messages/send.ts"), children: [4] },
    { id: 4, callFrame: at("query", "node_modules/@some/package/index.js"), children: [5] },
    { id: 5, callFrame: at("", "node_modules/@some/package/lib/deep.js") },
  ],
  startTime: 1_000,
  samples: [3, 5, 2, 3],
  timeDeltas: [0, 1_000, 1_000, 1_000, 1_000],
};
const always = { from: 0, to: 10_000 };

describe("a flame graph", () => {
  it("has ours by function and file, and a package where it is entered", () => {
    const { total, callees } = mergeStacks([profile], always, name);
    expect(total).toBe(3_000);
    expect(callees).toMatchObject([
      { group: "db", name: "send · db/messages/send.ts", self: 2_000, total: 3_000 },
    ]);
    expect(callees[0]?.callees).toMatchObject([
      { group: "@some/package", name: "query", self: 1_000, callees: [] },
    ]);
  });

  it("adds threads up, and counts only a span of time", () => {
    expect(mergeStacks([profile, profile], always, name).total).toBe(6_000);
    expect(mergeStacks([profile], { from: 0, to: 2_500 }, name).total).toBe(2_000);
  });

  it("tells whose code took the time", () => {
    expect(selfByGroup(mergeStacks([profile], always, name))).toEqual([
      ["db", 2_000],
      ["@some/package", 1_000],
    ]);
  });

  it("is drawn with what is wide enough to be seen", () => {
    const flame = mergeStacks([profile], always, name);
    const wide = drawFlame(flame, { title: "<API>", subtitle: "" });
    expect(wide).toContain("<title>&lt;API&gt;</title>");
    expect(wide).toContain("<title>@some/package: query: 1 ms, 33.3 %</title>");
    flame.total *= 2_000;
    expect(drawFlame(flame, { title: "API", subtitle: "" })).not.toContain("query");
  });

  it("names nothing by a place on this machine", () => {
    expect(name(at("start", "../elsewhere/tool.js"))).toMatchObject({ name: "start" });
    expect(name(at("", "worker.ts"))).toMatchObject({ group: "worker.ts", name: "line 7 · worker.ts" });
  });
});
