/**
 * Who writes for an agent. ClickHouse has neither transactions nor a compare-and-set, so that two
 * replicas of the aggregator are kept apart by the order of writes and reads alone:
 *
 *   new term:  claim n+1 ──► read claims and position ──► start "after step k of n" ──► read claims
 *   a commit:  write counts ──► write step k of n ──► read claims ──► acknowledge
 *
 * Each writes before it reads, so at least one sees the other: a commit that the successor did not
 * see is one that sees the successor's claim, and is never acknowledged. What it wrote lies beyond
 * the step at which its term is said to be over, and counts for nobody. Needs reads that see every
 * write acknowledged before (engine.ts asks replicas for it).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AGENTS_MAX } from '../../flow/limits.ts';
import type { Welcome } from '../../wire/ingest.ts';
import { StoreError } from '../store.ts';
import { NEW_AGENT } from './agent-state.ts';
import {
  type Claim,
  type Heads,
  highestNumbers,
  idOf,
  instanceOf,
  type Open,
  pastInstances,
  readHeads,
  type TermRequest,
  undisputed,
} from './claims.ts';
import { countedElsewhere } from './counted-elsewhere.ts';
import type { Engine } from './engine.ts';
import { type Position, positionRow } from './position.ts';
import { NO_RULES } from './rule-balances.ts';

/** Two who claim at once both lose; after so many times in a row something else is wrong. */
const ATTEMPTS_MAX = 12;

export interface Term {
  readonly position: Position;
  readonly counted: Welcome['counted'];
}

export type TermResult = Term | 'fenced' | 'full';

export interface TermsOptions {
  readonly nowUs: () => number;
  /** Agents heard of lately, over all shards. */
  readonly countHeard: () => Promise<number>;
}

export class Terms {
  readonly #options: TermsOptions;

  constructor(options: TermsOptions) {
    this.#options = options;
  }

  /** One result for each request. Rejects when the engine does. */
  async begin(engine: Engine, requests: readonly TermRequest[]): Promise<readonly TermResult[]> {
    const results: TermResult[] = [];
    let open = requests.map((request, at) => ({ request, at }));
    for (let left = ATTEMPTS_MAX; open.length > 0 && left > 0; left--) {
      const beganMs = performance.now();
      const settled = await this.#round(engine, onePerAgent(open));
      for (const [at, result] of settled) results[at] = result;
      open = open.filter(({ at }) => results[at] === undefined);
      if (settled.size > 0) left = ATTEMPTS_MAX;
      // Whoever disturbed this round takes about as long for theirs.
      else await sleep(Math.random() * (performance.now() - beganMs) * 2);
    }
    if (open.length === 0) return results;
    throw new StoreError(
      'failed',
      'too many replicas of the aggregator write for one agent at once',
    );
  }

  async #round(engine: Engine, asked: readonly Open[]): Promise<Map<number, TermResult>> {
    const settled = new Map<number, TermResult>();
    const heads = await readHeads(engine, asked);
    const refuse = await this.#refusals(engine, asked, heads);
    const claims: Claim[] = [];
    const highest = await highestNumbers(
      engine,
      asked.map(({ request }) => idOf(request)),
    );
    for (const { request, at } of asked) {
      const refused = refuse(request, heads);
      const agent = idOf(request);
      const number = (highest.get(agent) ?? 0) + 1;
      if (refused) settled.set(at, refused);
      else claims.push({ request, at, agent, number, token: randomUUID() });
    }
    if (claims.length === 0) return settled;
    await engine.insertInOrder(
      'claim_local',
      claims.map((claim) => claimRow(claim, this.#now())),
    );
    const held = await undisputed(engine, claims);
    // Only what is read behind the claim cannot grow any more without being seen by its writer.
    const current = await readHeads(engine, held);
    const started: (Claim & Term)[] = [];
    for (const claim of held) {
      const refused = refuse(claim.request, current);
      if (refused) settled.set(claim.at, refused);
      else started.push({ ...claim, ...this.#start(claim, current) });
    }
    await this.#retire(engine, started, current);
    await engine.insertInOrder(
      'position_local',
      started.map(({ position }) => positionRow(position)),
    );
    for (const { at, position, counted } of await undisputed(engine, started)) {
      settled.set(at, { position, counted });
    }
    return settled;
  }

  /** What cannot be had, by what is known of agents and their instances. */
  async #refusals(engine: Engine, asked: readonly Open[], heads: Heads) {
    const isPast = await pastInstances(engine, asked);
    const isNew = asked.some(({ request }) => heads.of(idOf(request)) === undefined);
    let room = isNew ? AGENTS_MAX - (await this.#options.countHeard()) : 0;
    const admitted = new Set<bigint>();
    return (request: TermRequest, known: Heads): 'fenced' | 'full' | undefined => {
      const agent = idOf(request);
      const head = known.of(agent);
      if (head?.instance === instanceOf(request)) return undefined;
      if (request.by === 'writer' || isPast(agent, instanceOf(request))) return 'fenced';
      if (head !== undefined || admitted.has(agent)) return undefined;
      if (room-- <= 0) return 'full';
      admitted.add(agent);
      return undefined;
    };
  }

  #start({ request, agent, number }: Claim, heads: Heads): Term {
    const head = heads.of(agent);
    const common = {
      agent,
      number,
      step: 0,
      beforeNumber: head?.number ?? 0,
      beforeStep: head?.step ?? 0,
      heardUs: this.#options.nowUs(),
    };
    if (request.by === 'writer') {
      return { position: { ...head!, ...common, heardUs: head!.heardUs }, counted: undefined };
    }
    const { cluster, node, source, instance, version, bootId } = request.hello;
    const counted = countedElsewhere(
      request.hello,
      heads.ofNode(request.hello),
      this.#options.nowUs(),
    );
    const isSame = head?.instance === instance;
    const state = {
      ...(head?.state ?? NEW_AGENT),
      version,
      bootId,
      // What another source has read meanwhile is in the counters and not in our lines.
      ...(counted && { rules: NO_RULES }),
      // An instance that never got to count anything leaves no trace.
      ...(head &&
        !isSame &&
        head.sequence > 0 && {
          previous: { epoch: head.epoch, sequence: head.sequence },
        }),
    };
    const position = {
      ...common,
      key: { cluster, node, source },
      instance,
      epoch: isSame ? head.epoch : (head?.epoch ?? 0) + 1,
      sequence: isSame ? head.sequence : 0,
      cursor: head?.cursor ?? '',
      state,
    };
    return { position, counted };
  }

  /** Instances that are over are known as such before their successor begins. */
  async #retire(engine: Engine, started: readonly (Claim & Term)[], heads: Heads): Promise<void> {
    const over = started.flatMap(({ agent, position }) => {
      const head = heads.of(agent);
      if (head === undefined || head.instance === position.instance) return [];
      return [{ agent: String(agent), instance: head.instance, made_at: seconds(this.#now()) }];
    });
    if (over.length > 0) await engine.insertInOrder('past_local', over);
  }

  #now(): number {
    return this.#options.nowUs();
  }
}

function onePerAgent(open: readonly Open[]): readonly Open[] {
  const first = new Map(open.toReversed().map((each) => [idOf(each.request), each]));
  return [...first.values()];
}

function claimRow({ agent, number, token }: Claim, nowUs: number): object {
  return { agent: String(agent), number, token, made_at: seconds(nowUs) };
}

function seconds(us: number): number {
  return Math.floor(us / 1_000_000);
}
