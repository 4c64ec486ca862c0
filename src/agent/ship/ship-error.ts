/**
 * Why delivery ends for good; everything else is an outage, after which the client connects again.
 */

export const SHIP_ERROR_CODES = [
  /** A newer instance speaks for this node. */
  'fenced',
  /** The aggregator has less than it had acknowledged. */
  'rewound',
  /** The aggregator cannot use what we send. */
  'invalid',
  /** The aggregator answers what was never sent. */
  'protocol',
  /** Others have counted what we hold, or hold further: the spool is given up. */
  'overtaken',
] as const;
export type ShipErrorCode = (typeof SHIP_ERROR_CODES)[number];

export class ShipError extends Error {
  readonly code: ShipErrorCode;
  constructor(code: ShipErrorCode, message: string) {
    super(message);
    this.name = 'ShipError';
    this.code = code;
  }
}
