/** An aggregator on loopback with a store in memory, and an agent's end of a stream to it. */
import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { pino } from 'pino';
import { type AggregatorOptions, parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { type Aggregator, openAggregator } from '../../src/aggregator/main.ts';
import type { OpenStore } from '../../src/aggregator/open-home.ts';
import {
  type AgentMessage,
  type AggregatorMessage,
  encodeAgentMessage,
  type Hello,
  ingestService,
} from '../../src/wire/ingest.ts';
import { type QueryClient, queryClient } from '../../src/wire/query.ts';
import { helloOf } from './examples.ts';

/** Everything that a test opens here is closed by `close`. */
export class Running {
  readonly aggregator: Aggregator;
  readonly #closers: (() => void)[] = [];

  private constructor(aggregator: Aggregator) {
    this.aggregator = aggregator;
  }

  static async open(options: AggregatorOptions = {}, store?: OpenStore): Promise<Running> {
    const preset = { listen: '127.0.0.1:0', http: '127.0.0.1:0', store: ':memory:', insecure: 1 };
    const config = parseAggregatorConfig({ ...preset, version: '0.1.0', ...options });
    return new Running(await openAggregator(config, pino({ level: 'silent' }), store));
  }

  agent(): TestAgent {
    const agent = new TestAgent(this.aggregator.grpc);
    this.#closers.push(() => agent.cut());
    return agent;
  }

  /** An agent that has said hello and is welcome. */
  async welcomed(changes: Partial<Hello> = {}): Promise<TestAgent> {
    const agent = this.agent();
    agent.send({ kind: 'hello', hello: helloOf(changes) });
    const answer = await agent.next();
    if (answer?.kind !== 'welcome') throw new Error(`not welcome: ${JSON.stringify(answer)}`);
    return agent;
  }

  query(): QueryClient {
    const client = queryClient(this.aggregator.grpc, credentials.createInsecure());
    this.#closers.push(() => client.close());
    return client;
  }

  async get(path: string): Promise<Response> {
    return fetch(`http://${this.aggregator.http}${path}`);
  }

  /** Value of one series of /metrics; undefined when there is none. */
  async metric(series: string): Promise<number | undefined> {
    const page = await (await this.get('/metrics')).text();
    const line = page.split('\n').find((text) => text.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length + 1));
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0)) close();
    await this.aggregator.close();
  }
}

/** One stream of one agent; answers are read one by one. */
export class TestAgent {
  readonly #client: Client;
  readonly #call: ClientDuplexStream<Uint8Array, AggregatorMessage>;
  readonly #answers: AsyncIterator<AggregatorMessage>;

  /** Over plain text, without any credentials, unless `channel` says otherwise. */
  constructor(address: string, channel = credentials.createInsecure()) {
    // A connection of its own: channels to one address would be shared otherwise.
    const options = { 'grpc.use_local_subchannel_pool': 1 };
    this.#client = new Client(address, channel, options);
    const { path, requestSerialize, responseDeserialize } = ingestService.ship;
    this.#call = this.#client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    this.#call.on('error', () => {});
    this.#answers = this.#call[Symbol.asyncIterator]();
  }

  send(message: AgentMessage): void {
    this.sendBytes(encodeAgentMessage(message));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#call.write(bytes);
  }

  /**
   * The next answer; undefined when the aggregator has ended the stream. Rejects with its status.
   */
  async next(): Promise<AggregatorMessage | undefined> {
    const { done, value } = await this.#answers.next();
    return done ? undefined : value;
  }

  /** The connection is gone, as when the node loses power. */
  cut(): void {
    this.#call.cancel();
    this.#client.close();
  }
}
