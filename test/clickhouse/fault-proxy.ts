/**
 * Between a home and its engine: lets one statement get lost on its way there, or its answer on the
 * way back, or holds it up; which one is up to the test.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** `lost`: the engine never hears of it. `unanswered`: it does, and nobody is told. */
export type Fault = 'none' | 'lost' | 'unanswered';

export type FaultOf = (statement: string) => Fault | Promise<Fault>;

export class FaultProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #engine: string;
  faultOf: FaultOf = () => 'none';

  private constructor(engine: string) {
    this.#engine = engine;
    this.#server = createServer((request, response) => void this.#pass(request, response));
  }

  static async start(engine: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(engine);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get host(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `127.0.0.1:${address.port}`;
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const asked = new URL(request.url!, this.#engine).searchParams.get('query');
    const fault = await this.faultOf(asked ?? body.toString('latin1'));
    if (fault === 'lost') return void request.socket.destroy();
    try {
      const headers = Object.entries(request.headers).flatMap(([name, value]) =>
        ['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)
          ? []
          : [[name, String(value)] as [string, string]],
      );
      const init = { method: request.method!, headers, ...(body.length > 0 && { body }) };
      const answer = await fetch(`${this.#engine}${request.url}`, init);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (fault === 'unanswered') return void request.socket.destroy();
      const kept = [...answer.headers].filter(([name]) => name.startsWith('x-clickhouse'));
      response.writeHead(answer.status, Object.fromEntries(kept)).end(bytes);
    } catch {
      request.socket.destroy();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
