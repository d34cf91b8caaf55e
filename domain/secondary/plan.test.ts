import { expect, it } from "vitest";
import { decideProposal } from "./plan.ts";

const firing = { plan: "professional", isOver: false } as const;

it("[R5.7] a cause analysis comes after the recovery; all else at any time", () => {
  expect(decideProposal("response", firing)).toEqual({ allowed: true });
  expect(decideProposal("vendor-inquiry", firing)).toEqual({ allowed: true });
  expect(decideProposal("cause-analysis", firing)).toMatchObject({ code: "not_recovered" });
  expect(decideProposal("cause-analysis", { ...firing, isOver: true })).toEqual({ allowed: true });
});

it("[R1.5b] a plan without it refuses every kind; without a customer nothing is proposed", () => {
  for (const plan of ["basic", "standard"] as const)
    expect(decideProposal("cause-analysis", { plan, isOver: false })).toMatchObject({
      code: "plan_excludes",
    });
  expect(decideProposal("response", { plan: null, isOver: false })).toMatchObject({
    code: "customer_unknown",
  });
});
