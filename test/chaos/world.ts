/**
 * All that a run is made of, joined:
 *
 *   RotatedLog ──▶ agent `file`    ─┐
 *                                   ├─▶ TcpLink near ──▶ Relay ──▶ TcpLink far ──▶ aggregator
 *   KernelLog  ──▶ agent `journal` ─┘
 *
 * Agents and aggregator are processes of this build; the rest lives in this one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../bench/random.ts';
import { KernelLog } from './kernel-log.ts';
import { Packets } from './packets.ts';
import { Relay } from './relay.ts';
import { RotatedLog } from './rotated-log.ts';
import type { AgentName, LinkName, ServiceName } from './schedule.ts';
import { Seat } from './seat.ts';
import { Service } from './service.ts';
import { agentArgv, aggregatorArgv } from './services.ts';
import { SteppedClock } from './stepped-clock.ts';
import { TcpLink } from './tcp-link.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Where logs, store and clocks lie; it exists, and stays. */
  readonly folder: string;
  readonly hasJournal: boolean;
  /** Undefined: clocks stay right. */
  readonly clockLibrary: string | undefined;
  /** The aggregator counts again what comes again. */
  readonly isForgetful: boolean;
}

/** A node: its lines, and the agent that reads them. */
export interface Node {
  readonly packets: Packets;
  readonly agent: Seat;
}

export interface World extends AsyncDisposable {
  readonly nodes: ReadonlyMap<AgentName, Node>;
  readonly aggregator: Seat;
  readonly log: RotatedLog;
  /** Undefined where there is no journald. */
  readonly kernel: KernelLog | undefined;
  readonly links: Readonly<Record<LinkName, TcpLink>>;
  readonly relay: Relay;
  readonly clocks: Readonly<Record<ServiceName, SteppedClock>>;
}

export function nodeName(source: AgentName): string {
  return `node-${source}`;
}

/** Starts everything but the writers. */
export async function openWorld(options: WorldOptions): Promise<World> {
  await using opened = new AsyncDisposableStack();
  const far = opened.use(await TcpLink.open());
  const relay = opened.use(await Relay.open(far.address));
  const near = opened.use(await TcpLink.open());
  near.target = relay.address;
  const place = new Place(options);
  const aggregator = opened.use(place.aggregator(far));
  const nodes = new Map<AgentName, Node>();
  const seat = (source: AgentName, path: string, packets: Packets) => {
    const agent = opened.use(place.agent({ source, path, aggregator: near.address }));
    nodes.set(source, { packets, agent });
  };
  const filePackets = new Packets(1, place.random());
  const log = new RotatedLog(place.path('log/kern.log'), filePackets, place.random());
  seat('file', log.path, filePackets);
  const kernelPackets = new Packets(2, place.random());
  const journal = () => opened.use(new KernelLog(kernelPackets, place.random()));
  const kernel = options.hasJournal ? journal() : undefined;
  if (kernel) seat('journal', kernel.path, kernelPackets);
  // An agent of a journal wants to see one.
  await Promise.all([aggregator.start(), kernel?.start()]);
  await Promise.all([...nodes.values()].map(({ agent }) => agent.start()));
  const stack = opened.move();
  return {
    ...{ nodes, aggregator, log, kernel, relay },
    links: { near, far },
    clocks: place.clocks,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Where the services of a run live, and their clocks. */
class Place {
  readonly clocks: Readonly<Record<ServiceName, SteppedClock>>;
  readonly #options: WorldOptions;
  #randoms = 1;

  constructor(options: WorldOptions) {
    this.#options = options;
    mkdirSync(this.path('log'));
    const clock = (name: ServiceName) =>
      new SteppedClock(options.clockLibrary, this.path(`${name}.clock`));
    this.clocks = {
      file: clock('file'),
      journal: clock('journal'),
      aggregator: clock('aggregator'),
    };
  }

  path(name: string): string {
    return join(this.#options.folder, name);
  }

  /** Numbers of their own for each that asks: how fast one draws is nobody else's matter. */
  random(): Random {
    return new Random(this.#options.seed * 1_000 + this.#randoms++);
  }

  aggregator(link: TcpLink): Seat {
    const argv = aggregatorArgv(this.path('flows.db'), this.#options.isForgetful);
    return new Seat({
      name: 'aggregator',
      start: async (life) => {
        const service = this.#service('aggregator', argv, life);
        link.target = await service.listening;
        return service;
      },
    });
  }

  agent(reads: { source: AgentName; path: string; aggregator: string }): Seat {
    const argv = agentArgv({ ...reads, node: nodeName(reads.source) });
    const start = async (life: number) => this.#service(reads.source, argv, life);
    return new Seat({ name: `agent of ${reads.source}`, start });
  }

  #service(name: ServiceName, argv: readonly string[], life: number): Service {
    const { environment } = this.clocks[name];
    return new Service({ argv, environment, logPath: this.path(`${name}-${life}.log`) });
  }
}
