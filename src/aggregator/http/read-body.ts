/**
 * What somebody posts: text of a bounded size. Its type is not taken at its word, as curl names a
 * form's whatever it sends; only what certainly is no manifest is refused by it.
 */
import type { IncomingMessage } from 'node:http';

/** All policies of a large cluster have some hundred kilobytes. */
export const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** The first is what `curl --data-binary` says. */
const TYPES: readonly string[] = [
  'application/x-www-form-urlencoded',
  'application/yaml',
  'application/x-yaml',
  'text/yaml',
  'text/x-yaml',
  'text/plain',
  'application/json',
  'application/octet-stream',
];

export class BodyError extends Error {
  readonly status: 400 | 413 | 415 | 422;
  constructor(status: 400 | 413 | 415 | 422, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'BodyError';
    this.status = status;
  }
}

/** Rejects with BodyError, and with the signal's reason. */
export async function readBody(request: IncomingMessage, signal: AbortSignal): Promise<string> {
  checkHead(request);
  const bytes = await readBytes(request, signal);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BodyError(422, 'the body is not text in UTF-8', { cause });
  }
}

async function readBytes(request: IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let left = BODY_BYTES_MAX;
  // The connection is still needed for the answer.
  const stream = request.iterator({ destroyOnReturn: false });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      left -= chunk.length;
      if (left < 0) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof BodyError) throw cause;
    signal.throwIfAborted();
    throw new BodyError(400, 'the body does not end', { cause });
  }
  return Buffer.concat(chunks);
}

function checkHead({ headers }: IncomingMessage): void {
  const [type] = (headers['content-type'] ?? '').toLowerCase().split(/ *;/);
  if (type && !TYPES.includes(type)) {
    throw new BodyError(415, `manifests come as YAML or JSON (application/yaml), not as ${type}`);
  }
  if (headers['content-encoding'] !== undefined) {
    throw new BodyError(415, 'manifests come as they are, without a content-encoding');
  }
  if (Number(headers['content-length'] ?? 0) > BODY_BYTES_MAX) throw tooLarge();
}

function tooLarge(): BodyError {
  return new BodyError(413, `the body is larger than ${BODY_BYTES_MAX / 1024 / 1024} MiB`);
}
