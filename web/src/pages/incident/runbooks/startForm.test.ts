import { describe, expect, it } from "vitest";
import type { Desk } from "../../../api/types.ts";
import { chosen, inOrder, orderOf, standardForm } from "./startForm.ts";

const param = (name: string, isNumber = false) => ({ name, what: name, example: "x", isNumber });
const atHand: Desk["runbooks"] = {
  offered: [
    { id: "free-disk-space", title: "ディスク", params: [param("path"), param("olderThanDays", true)] },
    { id: "restart-service", title: "再起動", params: [param("service")] },
    { id: "reboot-server", title: "OS", params: [] },
  ],
  ofRule: { runbook: "restart-service", with: { service: "nginx" } },
  target: "shop/web01",
  targets: ["shop/web01", "shop/db01"],
};

describe("the form that starts a runbook", () => {
  it("[R5.6] holds the rule's runbook with its parameters and the incident's target", () => {
    const form = standardForm(atHand);
    expect(form).toEqual({ runbook: "restart-service", values: { service: "nginx" }, target: "shop/web01" });
    expect(orderOf(atHand, form)).toEqual({
      runbook: "restart-service",
      target: "shop/web01",
      with: { service: "nginx" },
    });
    expect(inOrder(atHand).map(({ id }) => id)[0]).toBe("restart-service");
  });

  it("chooses nothing where the rule names none, or one there no longer is", () => {
    expect(standardForm({ ...atHand, ofRule: null }).runbook).toBeNull();
    expect(standardForm({ ...atHand, ofRule: { runbook: "gone", with: {} } }).runbook).toBeNull();
  });

  it("asks for every parameter and for a target", () => {
    const disk = { ...chosen(atHand, "free-disk-space"), target: "shop/db01" };
    expect(disk.values).toEqual({ path: "", olderThanDays: "" });
    expect(orderOf(atHand, disk)).toBeNull();
    const whole = { ...chosen(atHand, "reboot-server"), target: null };
    expect(orderOf(atHand, whole)).toBeNull();
    expect(orderOf(atHand, { ...whole, target: "shop/db01" })).toEqual({
      runbook: "reboot-server",
      target: "shop/db01",
      with: {},
    });
  });

  it("[R5.6] sends numbers as numbers, also those of a Japanese keyboard; other text goes as typed", () => {
    const sent = (olderThanDays: string) =>
      orderOf(atHand, {
        runbook: "free-disk-space",
        target: "shop/db01",
        values: { path: " /var/log ", olderThanDays },
      });
    expect(sent("３０")).toMatchObject({ with: { path: "/var/log", olderThanDays: 30 } });
    expect(sent("many")).toMatchObject({ with: { olderThanDays: "many" } });
  });
});
