// Asks for what the board shows while the console's script is still on its way. `src/api/askedAhead.ts` takes the answers.
if (location.pathname === "/") {
  const headers = { accept: "application/json", "accept-language": document.documentElement.lang };
  // Read to the end at once: of a long answer that nobody reads, only the beginning would be sent.
  const ask = async (path) => {
    const answer = await fetch(path, { headers });
    return new Response(await answer.arrayBuffer(), answer);
  };
  const asked = (path) => [path, ask(path).catch(() => null)];
  window.askedAhead = { at: performance.now(), answers: new Map(["/api/me", "/api/board"].map(asked)) };
}
