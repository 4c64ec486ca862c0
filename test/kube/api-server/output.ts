/**
 * The body of one answer, and the place where a stream fault strikes: it passes the writes that the
 * fault lets through, then ends as the fault says.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { StreamFault } from './faults.ts';

export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

/** What a stream fault needs in order to strike. */
export interface StreamFaultMeans {
  readonly fault: StreamFault;
  /** The ERROR event of a fault that wants one. */
  readonly errorFrame: Buffer | undefined;
  resetConnection(): Promise<void>;
}

export class Output {
  readonly #response: Response;
  readonly #means: StreamFaultMeans | undefined;
  #writes = 0;
  #struck = false;

  constructor(response: Response, means?: StreamFaultMeans) {
    this.#response = response;
    this.#means = means;
    if (means?.fault.afterWrites === 0 && !means.fault.midObject) this.#strike(means);
  }

  write(chunk: Uint8Array): void {
    if (this.#struck) return;
    const means = this.#means;
    const isBeyond = means !== undefined && this.#writes >= means.fault.afterWrites;
    if (isBeyond) {
      this.#strike(means, chunk.subarray(0, chunk.length >> 1));
      return;
    }
    this.#send(chunk);
    this.#writes++;
    const isLast = this.#writes === means?.fault.afterWrites && !means.fault.midObject;
    if (isLast) this.#strike(means!);
  }

  end(): void {
    if (!this.#struck) this.#response.end();
  }

  #strike({ fault, errorFrame, resetConnection }: StreamFaultMeans, half?: Uint8Array): void {
    this.#struck = true;
    if (fault.ending === 'silent') return;
    const last = errorFrame ?? half;
    if (last !== undefined) this.#send(last);
    if (fault.ending === 'reset') void resetConnection();
    else this.#response.end();
  }

  #send(chunk: Uint8Array): void {
    if (this.#response.writable && !this.#response.writableEnded)
      (this.#response as ServerResponse).write(chunk);
  }
}
