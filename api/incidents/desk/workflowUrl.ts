/** The address of a workflow in the Temporal UI; null if no UI is configured. */
export const workflowUrlOf =
  (uiUrl: string | null, namespace: string) =>
  (workflowId: string): string | null =>
    uiUrl === null
      ? null
      : `${uiUrl.replace(/\/+$/, "")}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
