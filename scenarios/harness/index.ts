import { afterAll, afterEach, beforeAll } from "vitest";
import { isNull } from "../../db/drizzle.ts";
import { incidents, runbookRuns } from "../../db/schema/index.ts";
import { type Engine, type EngineOptions, startEngine } from "./engine.ts";
import { everythingKeptIsKnownInEnglish } from "./english.ts";
import { type CustomerGiven, givenCustomer } from "./given.ts";
import { knownWorkflows } from "./openWorkflows.ts";
import { closeTests, operationTestTools } from "./operationTests.ts";
import { operators, temporalUi } from "./operators.ts";
import { phoneScripts } from "./people.ts";
import { runTools } from "./runs.ts";
import { closeSecondaries, secondaryTools } from "./secondary.ts";
import { approvalTokens, noSecretIsToldOn } from "./secrets.ts";
import { expectations } from "./then.ts";
import { ScenarioTime } from "./time.ts";
import { tools } from "./when.ts";

export { sequential, simultaneous } from "./given.ts";

export interface Scenario {
  engine: Engine;
  given: { customer: (name: string, given: CustomerGiven) => ReturnType<typeof givenCustomer> };
  phone: ReturnType<typeof phoneScripts>;
  when: ReturnType<typeof tools>;
  then: ReturnType<typeof expectations>;
  /** `operator("山田").does(acme, "take")`, through the API. */
  operator: ReturnType<typeof operators>;
  temporalUi: ReturnType<typeof temporalUi>;
  time: ScenarioTime;
  operationTests: ReturnType<typeof operationTestTools>;
  secondary: ReturnType<typeof secondaryTools>;
  runbooks: ReturnType<typeof runTools>;
}

/**
 * Starts one engine per file. Every scenario has its own customers, ends with nothing in flight, and leaves
 * no sentence that cannot be read in English.
 */
export function scenario(options: EngineOptions = {}): Scenario {
  const parts = {} as Scenario;
  const tokens = new Set<string>();
  beforeAll(async () => {
    const engine = await startEngine(options);
    Object.assign(parts, {
      engine,
      given: { customer: (name: string, given: CustomerGiven) => givenCustomer(engine, name, given) },
      phone: phoneScripts(engine),
      when: tools(engine),
      then: expectations(engine),
      operator: operators(engine),
      temporalUi: temporalUi(engine),
      time: new ScenarioTime(engine),
      operationTests: operationTestTools(engine),
      secondary: secondaryTools(engine),
      runbooks: runTools(engine),
    });
  });
  afterEach(async () => {
    const { engine } = parts;
    const { db } = engine.database;
    // An activity that outlives its workflow would stop the server's time for all later scenarios.
    await parts.time.settle();
    const { workflow } = engine.temporal.client;
    const terminate = (id: string) => workflow.getHandle(id).terminate("the scenario is over");
    await Promise.allSettled((await knownWorkflows(engine)).open.map(terminate));
    await closeTests(engine);
    await closeSecondaries(engine);
    await db
      .update(runbookRuns)
      .set({ state: "failed", endedAt: engine.temporal.now() })
      .where(isNull(runbookRuns.endedAt));
    await db
      .update(incidents)
      .set({ closedAt: engine.temporal.now(), state: "closed" })
      .where(isNull(incidents.closedAt));
    engine.temporal.outage.isOn = false;
    for (const token of approvalTokens(engine)) tokens.add(token);
    engine.sandbox.world.reset();
    await everythingKeptIsKnownInEnglish(engine);
  });
  afterAll(async () => {
    try {
      if (parts.engine !== undefined) await noSecretIsToldOn(parts.engine, tokens);
    } finally {
      await parts.engine?.stop();
    }
  });
  return parts;
}
