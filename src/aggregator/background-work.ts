/** What a home does by itself. */

/** `fold`: batches into sums; `observe`: heartbeats, gathered; `find`: servers that were away. */
export const BACKGROUND_WORK = ['fold', 'observe', 'find'] as const;
export type BackgroundWork = (typeof BACKGROUND_WORK)[number];

/** Hears what failed, and why; it is tried again. */
export type NoteFailure = (work: BackgroundWork, cause: unknown) => void;
