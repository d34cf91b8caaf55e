/** One activity that a workflow wants carried out within its own task. */
export interface Order {
  activity: string;
  args: unknown[];
  /** After this time the answer is `slow`, and the activity goes on alone; absent: as long as it takes. */
  limitMilliseconds?: number;
}

/** Names the activity, so that a replay sees whether the workflow still orders what it ordered then. */
export type Answer = { activity: string } & (
  | { done?: unknown }
  | { slow: true }
  | {
      failed: {
        type: string;
        message: string;
        /** null: it would fail again. */
        retryAfterMilliseconds: number | null;
      };
    }
);

export interface OrderActivities {
  /** Carries out orders side by side, and answers them in their order. Every one is safe to repeat. */
  carryOutOrders(orders: Order[]): Promise<Answer[]>;
}
