/**
 * All simulated agents: connected a few at a time, then each rolling over once a window, evenly
 * spread, while pods are replaced.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../random.ts';
import { SimulatedAgent } from './agent.ts';
import type { Scene } from './scene.ts';

/** Agents that connect at once. */
const CONNECTING = 100;
const TICK_MS = 10;

export interface FleetOptions {
  readonly windowMs: number;
  /** Pods that are replaced, of the whole cluster. */
  readonly replacedPerSecond: number;
  readonly seed: number;
}

export class Fleet {
  readonly #agents: readonly SimulatedAgent[];
  readonly #scene: Scene;
  readonly #options: FleetOptions;
  readonly #random: Random;
  #replaced = 0;

  constructor(scene: Scene, options: FleetOptions) {
    const { nodes } = scene.cluster;
    this.#agents = Array.from({ length: nodes }, (_, node) => new SimulatedAgent(node, scene));
    this.#scene = scene;
    this.#options = options;
    this.#random = new Random(options.seed);
  }

  get resent(): number {
    return this.#agents.reduce((sum, { resent }) => sum + resent, 0);
  }

  get replaced(): number {
    return this.#replaced;
  }

  async open(): Promise<void> {
    const left = [...this.#agents];
    const connect = async () => {
      for (let agent = left.pop(); agent !== undefined; agent = left.pop()) await agent.open();
    };
    await Promise.all(Array.from({ length: CONNECTING }, connect));
  }

  /** Rolls over for so long. */
  async run(durationMs: number): Promise<void> {
    const beganMs = performance.now();
    const { windowMs } = this.#options;
    const turns = this.#agents.length;
    for (let turn = 0; ; ) {
      const passedMs = performance.now() - beganMs;
      if (passedMs >= durationMs) return;
      this.#replacePods(passedMs);
      for (const dueTurn = (passedMs / windowMs) * turns; turn < dueTurn; turn++) {
        this.#agents[turn % turns]!.rollOver(Math.floor(turn / turns));
      }
      await sleep(TICK_MS);
    }
  }

  /** All that is frozen is acknowledged; false: not within `timeoutMs`. */
  async drain(timeoutMs: number): Promise<boolean> {
    const signal = AbortSignal.timeout(timeoutMs);
    for (const agent of this.#agents) await agent.whenDelivered(signal);
    return this.#agents.every(({ inFlight }) => inFlight === 0);
  }

  close(): void {
    for (const agent of this.#agents) agent.close();
  }

  #replacePods(passedMs: number): void {
    const due = Math.floor((passedMs / 1_000) * this.#options.replacedPerSecond);
    for (; this.#replaced < due; this.#replaced++) {
      this.#scene.cluster.replace(this.#random.below(this.#scene.cluster.pods));
    }
  }
}
