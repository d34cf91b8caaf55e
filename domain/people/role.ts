export const roles = ["operator", "admin", "customer"] as const;
export type Role = (typeof roles)[number];
