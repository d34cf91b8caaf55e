import { describe, expect, it } from "vitest";
import { customMail } from "./customMail.ts";
import { exampleFacts } from "./exampleFacts.ts";
import { alertMail, recoveryMail } from "./mailText.ts";

const everything =
  "{{ event }}|{{ node }}|{{ alarm }}|{{ level }}|{{ value }}|{{ log }}|{{ system }}|{{ customer }}|{{ firstOccurredAt }}|{{ detectedAt }}|{{ incident }}";

describe("a customer's own mail text", () => {
  it("[R5.2.1] may use every fact of the alert", () => {
    const mail = customMail(exampleFacts({ log: "a\nb" }), {
      subject: "【{{ node }}】 {{ alarm }}",
      body: everything,
    });
    expect(mail).toEqual({
      subject: "【web01】 HTTP",
      body: "発生|web01|HTTP|高|503|a\nb|ECサイト|株式会社アクメ|2026-11-22 03:27:10|2026-11-22 03:27:15|1024",
      templateFault: null,
    });
  });

  it("[R5.2.1] keeps the standard text unless the file says otherwise", () => {
    const facts = exampleFacts();
    expect(customMail(facts, null)).toEqual({ ...alertMail(facts), templateFault: null });
    expect(customMail(facts, { subject: "{{ node }}", body: null }).body).toBe(alertMail(facts).body);
    expect(customMail(facts, { subject: "{{ value }}", body: " " }).body).toBe(alertMail(facts).body);
    expect(customMail(exampleFacts({ value: null }), { subject: "{{ value }}", body: null }).subject).toBe(
      alertMail(facts).subject,
    );
  });

  it("[R5.1d] tells a recovery by the template if it uses the event, otherwise in the standard words", () => {
    const facts = exampleFacts({ event: "recovery" });
    expect(customMail(facts, { subject: "{{ node }} {{ event }}", body: null }).subject).toBe("web01 復旧");
    expect(customMail(facts, { subject: "{{ node }}", body: "{{ alarm }}" })).toEqual({
      ...recoveryMail(facts),
      templateFault: null,
    });
  });

  it("[R5.2.1] tells the alert in the standard words if a template fails on its values, and reports it", () => {
    const facts = exampleFacts();
    const mail = customMail(facts, { subject: null, body: "{{ node | no_such_filter }}" });
    expect(mail.body).toBe(alertMail(facts).body);
    expect(mail.templateFault).toMatch(/no_such_filter/);
  });

  it("[RA3] keeps the subject on one line", () => {
    expect(
      customMail(exampleFacts(), { subject: "a\r\nBcc: x@evil.example\n{{ node }}", body: null }).subject,
    ).toBe("a Bcc: x@evil.example web01");
  });
});
