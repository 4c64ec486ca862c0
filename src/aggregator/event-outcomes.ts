/** What becomes of Events about dropped traffic. */

/** `gone`: the pod is; `suppressed`: there was no room for it, or no time. */
export const EVENT_OUTCOMES = ['sent', 'failed', 'gone', 'suppressed'] as const;
export type EventOutcome = (typeof EVENT_OUTCOMES)[number];
