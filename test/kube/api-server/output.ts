/**
 * The body of one answer, and the place where a stream fault strikes: it passes the writes that the
 * fault lets through, then ends as the fault says.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { StreamFault } from './faults.ts';

export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

export class Output {
  readonly #response: Response;
  readonly #fault: StreamFault | undefined;
  readonly #errorFrame: Buffer | undefined;
  #writes = 0;
  #struck = false;

  /** `errorFrame`: the ERROR event of a fault that wants one. */
  constructor(response: Response, fault?: StreamFault, errorFrame?: Buffer) {
    this.#response = response;
    this.#fault = fault;
    this.#errorFrame = errorFrame;
    if (fault?.afterWrites === 0 && !fault.midObject) this.#strike();
  }

  write(chunk: Uint8Array): void {
    if (this.#struck) return;
    const isLast = this.#fault !== undefined && this.#writes >= this.#fault.afterWrites;
    if (isLast) this.#strike(chunk.subarray(0, chunk.length >> 1));
    else this.#send(chunk);
    this.#writes++;
    if (!isLast && this.#writes === this.#fault?.afterWrites && !this.#fault.midObject) {
      this.#strike();
    }
  }

  end(): void {
    if (!this.#struck) this.#response.end();
  }

  #strike(half?: Uint8Array): void {
    const { ending } = this.#fault!;
    this.#struck = true;
    if (ending === 'silent') return;
    if (ending === 'error') this.#send(this.#errorFrame!);
    else if (half) this.#send(half);
    if (ending === 'reset') setImmediate(() => resetConnection(this.#response));
    else this.#response.end();
  }

  #send(chunk: Uint8Array): void {
    if (this.#response.writable) (this.#response as ServerResponse).write(chunk);
  }
}

/** Of HTTP/2 the whole session, as when the connection breaks. */
function resetConnection(response: Response): void {
  if ('stream' in response) response.stream.session?.destroy();
  else response.socket?.resetAndDestroy();
}
