/** How long and how many answers of the API server are remembered. */

/** What was taken back since is still granted for so long. */
export const GRANTED_MS = 60_000;
/** What was granted since is still denied for so long: a person is waiting. */
export const DENIED_MS = 10_000;
/** Of each kind: all agents of a large cluster when they come back at once. */
export const ANSWERS_MAX = 8_192;
