/** Bytes from the network that are no message of ours; `message` names the field and what is wrong with it. */
export class WireError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'WireError';
  }
}
