/** Where the Temporal UI shows a workflow; null where no UI was named. */
export const workflowUrlOf =
  (uiUrl: string | null, namespace: string) =>
  (workflowId: string): string | null =>
    uiUrl === null
      ? null
      : `${uiUrl.replace(/\/+$/, "")}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
