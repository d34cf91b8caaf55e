interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route that an application answers by itself, as `GET /api/incidents/:number`: what it does, not what it says. */
export function routesOf(app: { router: unknown }): string[] {
  const { stack } = app.router as { stack: Layer[] };
  return [...new Set(stack.flatMap(routesOfLayer))];
}

function routesOfLayer({ route, handle }: Layer): string[] {
  if (route === undefined) return (handle.stack ?? []).flatMap(routesOfLayer);
  // What answers to every method refuses the others by name.
  const methods = Object.keys(route.methods).filter((method) => method !== "_all");
  return methods.map((method) => `${method.toUpperCase()} ${route.path}`);
}
