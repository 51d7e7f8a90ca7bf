// What an answer from the network means. 200 alone means nothing: a login page and a hotel's portal say it too.

export const PROTOCOL = 2;
const OURS = { 401: "sign-in", 403: "forged", 404: "not-there", 409: "other-person", 413: "too-much", 429: "later" };

/**
 * reply: {redirected, status, marked, body}; marked: it bears the header X-Eventaudit; body: parsed JSON or null. Or
 * null where nothing came.
 * Returns "ours", "sign-in", "not-ours" (somebody else's answer), "forged", "not-there", "other-person",
 * "too-much", "refused" (this content, by us) or "later".
 */
export function meaning(reply) {
  if (!reply) return "later";
  if (reply.redirected) return "sign-in"; // ours never redirects: a gate before it, or a portal, wants somebody to sign in
  if (!reply.marked || !reply.body) return reply.status >= 500 ? "later" : "not-ours";
  if (reply.status === 200) return reply.body.p === PROTOCOL ? "ours" : "not-ours";
  if (reply.status >= 500) return "later";
  return OURS[reply.status] ?? "refused";
}

/** Whether nothing can be sent for anybody now; else only what belongs to one person's walkthrough is held up. */
export function stopsAll(result) {
  return result === "later" || result === "not-ours";
}

/** How long to wait, in ms, before try number `attempt` (from 0); random in [0, 1) keeps tablets apart. */
export function backOff(attempt, random) {
  return Math.min(60_000, 1000 * 2 ** attempt) * (0.5 + random / 2);
}
