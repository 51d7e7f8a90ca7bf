// What an answer from the network means. 200 alone means nothing: a login page and a hotel's portal say it too.

export const PROTOCOL = 1;

/**
 * reply: {redirected, status, body} with body the parsed JSON or null; or null where nothing came.
 * Returns "ours", "sign-in", "not-ours", "refused" (this content, by us), "too-much" or "later".
 */
export function meaning(reply) {
  if (!reply) return "later";
  if (reply.redirected || reply.status === 401) return "sign-in";
  const ours = reply.body?.p === PROTOCOL;
  if (reply.status === 200) return ours ? "ours" : "not-ours";
  if (reply.status === 413) return "too-much";
  if (ours && [400, 422].includes(reply.status)) return "refused";
  return "later";
}

/** How long to wait, in ms, before try number `attempt` (from 0); random in [0, 1) keeps tablets apart. */
export function backOff(attempt, random) {
  return Math.min(60_000, 1000 * 2 ** attempt) * (0.5 + random / 2);
}
