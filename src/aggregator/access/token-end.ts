/**
 * When a token ends by its own account. Nothing else of it is read here: whether it is what it says
 * is the API server's to tell.
 */

/** In milliseconds since the epoch; infinite for a token that does not say. */
export function tokenEndMs(token: string): number {
  const payload = token.split('.')[1] ?? '';
  try {
    const { exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1_000 : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
