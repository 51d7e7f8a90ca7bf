// One request to the server, as docs/sync-protocol.md wants it.

/** The reply for lib/walk_reply.js: {redirected, status, marked, body}, or null where nothing came. */
export async function request(url, { person, method = "POST", headers = {}, body, patience }) {
  try {
    const response = await fetch(url, {
      method,
      body,
      headers: { Accept: "application/json", "X-Person": String(person), ...headers },
      redirect: "manual",
      credentials: "same-origin",
      cache: "no-store",
      keepalive: typeof body === "string" && body.length < 60_000, // goes on when the page is left in this moment
      signal: AbortSignal.timeout(patience),
    });
    const marked = response.headers.get("X-Eventaudit") === "1";
    const redirected = response.type === "opaqueredirect" || response.redirected;
    return { redirected, status: response.status, marked, body: marked ? await response.json().catch(() => null) : null };
  } catch {
    return null;
  }
}

export function post(url, person, content, patience = 20_000) {
  return request(url, { person, headers: { "Content-Type": "application/json" }, body: JSON.stringify(content), patience });
}
