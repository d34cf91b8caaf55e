interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Every route that an application really answers, as `GET /api/incidents/:number`. */
export function routesOf(app: { router: unknown }): string[] {
  const { stack } = app.router as { stack: Layer[] };
  return [...new Set(stack.flatMap(routesOfLayer))];
}

function routesOfLayer({ route, handle }: Layer): string[] {
  if (route === undefined) return (handle.stack ?? []).flatMap(routesOfLayer);
  // `_all` only refuses the methods that a route does not have.
  const methods = Object.keys(route.methods).filter((method) => method !== "_all");
  return methods.map((method) => `${method.toUpperCase()} ${route.path}`);
}
