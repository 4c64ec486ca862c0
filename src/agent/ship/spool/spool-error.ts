/**
 * Why a spool cannot be used at all: told to a person before anything is connected. Disks that
 * fail while the agent runs are ordinary, and no error of this kind.
 */

export const SPOOL_ERROR_CODES = [
  /** Another agent that runs has it. */
  'locked',
  /** It holds batches of another node, cluster or source. */
  'foreign',
  /** A newer version wrote it. */
  'newer',
  /** The folder cannot be made, read or locked. */
  'unusable',
  /** What was written is no longer what is read. */
  'damaged',
] as const;
export type SpoolErrorCode = (typeof SPOOL_ERROR_CODES)[number];

export class SpoolError extends Error {
  readonly code: SpoolErrorCode;
  constructor(code: SpoolErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SpoolError';
    this.code = code;
  }
}
