/** A reflector of pods, its server and what it tells: the hands of the clock are the test's. */
import type { Pod } from '../../../src/kube/objects.ts';
import type { Sink } from '../../../src/kube/watch/mirror.ts';
import { Reflector, type ReflectorOptions } from '../../../src/kube/watch/reflector.ts';
import { pods } from '../../../src/kube/watch/resource.ts';
import { DELAY_MAX_MS } from '../../../src/kube/watch/retry-delay.ts';
import { FakeClock } from '../../agent/fake-clock.ts';
import { ScriptedServer, until } from './scripted-server.ts';

/** Notes what it hears: `=a@1,b@2` for a list, `+a@3`, `-a@4`, `bookmark`. */
class NotedSink implements Sink<Pod> {
  readonly heard: string[] = [];
  replaced: Sink<Pod>['replaced'] = (items) => {
    const names = items.map(({ name, resourceVersion }) => `${name}@${resourceVersion}`);
    this.heard.push(`=${names.join()}`);
  };
  applied: Sink<Pod>['applied'] = (item) => {
    this.heard.push(`+${item.name}@${item.resourceVersion}`);
  };
  deleted: Sink<Pod>['deleted'] = (item) => {
    this.heard.push(`-${item.name}@${item.resourceVersion}`);
  };
  bookmarked = (): void => {
    this.heard.push('bookmark');
  };
}

export class ReflectorLab {
  readonly server: ScriptedServer;
  readonly sink = new NotedSink();
  readonly clock = new FakeClock(1_000_000);
  readonly #stop = new AbortController();
  #reflector: Reflector<Pod> | undefined;
  running: Promise<void> = Promise.resolve();

  private constructor(server: ScriptedServer) {
    this.server = server;
  }

  static async open(): Promise<ReflectorLab> {
    return new ReflectorLab(await ScriptedServer.open());
  }

  start(options: Partial<ReflectorOptions<Pod>> = {}): Reflector<Pod> {
    const reflector = new Reflector({
      access: this.server.access,
      resource: pods(),
      sink: this.sink,
      clock: this.clock,
      random: () => 0.5,
      ...options,
    });
    this.#reflector = reflector;
    this.running = reflector.run(this.#stop.signal);
    this.running.catch(() => undefined);
    return reflector;
  }

  /** Of the request's query, by its place in order. */
  query(request: number, name: string): string | null {
    return this.server.requests[request]!.searchParams.get(name);
  }

  heard(count: number): Promise<void> {
    return until(() => this.sink.heard.length >= count);
  }

  requested(count: number): Promise<void> {
    return until(() => this.server.requests.length >= count);
  }

  /** Waits for the `count`th failure and lets the wait behind it pass. */
  async passFailure(count: number, ms = DELAY_MAX_MS): Promise<void> {
    await until(() => this.#reflector!.status.failures >= count);
    await this.clock.advance(ms);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.running.catch(() => undefined);
    await this.server[Symbol.asyncDispose]();
  }
}
