import { describe, expect, it } from "vitest";
import { type Actor, actorText, actorWord, nameOf, personText, readActor } from "./actor.ts";

describe("who did something, as one text", () => {
  it.each<[Actor, string, name: string]>([
    [{ kind: "engine" }, "toban", "toban"],
    [{ kind: "staff", name: "山田 健太郎" }, "山田 健太郎", "山田 健太郎"],
    [{ kind: "customer", name: "佐藤 太郎" }, "customer:佐藤 太郎", "佐藤 太郎"],
    [{ kind: "command", name: "root" }, "command:root", "root"],
    [{ kind: "customer", name: "a:b" }, "customer:a:b", "a:b"],
  ])("%o is %s, and read again", (actor, text, name) => {
    expect(actorText(actor)).toBe(text);
    expect(readActor(text)).toEqual(actor);
    expect(nameOf(text)).toBe(name);
  });

  it("says of a login's person whether they are the customer's", () => {
    expect(personText({ name: "佐藤", role: "customer" })).toBe("customer:佐藤");
    expect(personText({ name: "山田", role: "admin" })).toBe("山田");
  });

  it("is worded for people", () => {
    expect(actorWord("customer:佐藤")).toBe("お客様（佐藤様）");
    expect(actorWord("customer:佐藤", "en")).toBe("the customer (佐藤)");
    expect(actorWord("山田")).toBe("山田");
  });
});
