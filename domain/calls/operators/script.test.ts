import { expect, it } from "vitest";
import { exampleFacts } from "../../messages/exampleFacts.ts";
import { callScript } from "./script.ts";

const sato = { name: "佐藤 太郎", reading: "さとう たろう", company: "株式会社アクメ" };
const said = (script: ReturnType<typeof callScript>) =>
  script.map((sentence) => sentence.map((part) => part.text).join(""));

it("[R5.3.2] says who calls whom, with the reading, and what happened in two sentences", () => {
  const script = callScript(exampleFacts(), sato);
  expect(script[0]).toContainEqual({ text: "佐藤 太郎", reading: "さとう たろう" });
  const [greeting, trouble, level] = said(script);
  expect(greeting).toBe(
    "お世話になっております。コントロールセンターでございます。株式会社アクメ 佐藤 太郎様でいらっしゃいますか。",
  );
  expect(trouble).toMatch(/^\d\d:\d\d頃から、.*「web01」で「.+」の警報が発生しております。$/);
  expect(level).toContain("警報レベルは「高」");
});

it("[R5.3.2] leaves out what is unknown, and no tool's text breaks a line", () => {
  const facts = exampleFacts({ system: null, value: null, node: "web\n01", level: "low" });
  const [greeting, trouble, level, request] = said(callScript(facts, { ...sato, company: null }));
  expect(greeting).not.toContain("アクメ");
  expect(trouble).toContain("頃から、サーバー「web 01」で");
  expect(level).toBe("警報レベルは「低」で、現在も復旧しておりません。");
  expect(request).toBe("お手すきの際にご確認をお願いいたします。");
});
