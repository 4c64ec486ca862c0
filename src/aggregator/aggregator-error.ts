/**
 * The aggregator cannot start or go on; `message` is one line for a person: what, where, what to
 * do.
 */
const AGGREGATOR_ERROR_CODES = ['config', 'listen', 'store', 'config'] as const;
type AggregatorErrorCode = (typeof AGGREGATOR_ERROR_CODES)[number];

export class AggregatorError extends Error {
  readonly code: AggregatorErrorCode;
  constructor(code: AggregatorErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AggregatorError';
    this.code = code;
  }
}
