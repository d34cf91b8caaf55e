/** The filters that stand in the address. */
export const auditSearch = (_given: Record<string, unknown>): Record<string, never> => ({});
