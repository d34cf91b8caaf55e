/** Groups whose members reach each other, each sorted, by Tarjan's algorithm. A single node is no group. */
export function circlesIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const place = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): void => {
    place.set(node, place.size);
    lowest.set(node, place.get(node)!);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!place.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!));
    }
    if (lowest.get(node) !== place.get(node)) return;
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const node of edges.keys()) if (!place.has(node)) visit(node);
  return circles;
}
