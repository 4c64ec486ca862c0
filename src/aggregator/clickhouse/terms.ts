/**
 * Who writes for an agent. ClickHouse has neither transactions nor a compare-and-set, so that two
 * replicas of the aggregator are kept apart by the order of writes and reads alone:
 *
 *   new term:  claim n+1 ──► read claims, read position ──► start n+1 "after step k of n" ──► read claims
 *   a commit:  write counts ──► write step k of n ──► read claims ──► acknowledge
 *
 * Each writes before it reads, so at least one sees the other: a commit that the successor did not
 * see is one that sees the successor's claim, and is never acknowledged. What it wrote lies beyond
 * the step at which its term is said to be over, and counts for nobody. Needs reads that see every
 * write acknowledged before (engine.ts asks replicas for it).
 */
import { randomUUID } from 'node:crypto';
import { AGENTS_MAX } from '../../flow/limits.ts';
import type { Hello, Welcome } from '../../wire/ingest.ts';
import { type AgentKey, StoreError } from '../store.ts';
import { NEW_AGENT } from './agent-state.ts';
import { countedElsewhere } from './counted-elsewhere.ts';
import type { Engine } from './engine.ts';
import { agentId } from './ids.ts';
import { POSITION_COLUMNS, type Position, positionOf, positionRow } from './position.ts';
import { NO_RULES } from './rule-balances.ts';

/** Two who claim at once both lose; after so many times something else is wrong. */
const ATTEMPTS_MAX = 12;
const JITTER_MS = 30;

/** By an agent's hello, or by a writer that goes on for the instance it has. */
export type TermRequest =
  | { readonly by: 'hello'; readonly hello: Hello }
  | { readonly by: 'writer'; readonly key: AgentKey; readonly instance: string };

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

interface Claim {
  readonly request: TermRequest;
  readonly at: number;
  readonly agent: bigint;
  readonly number: number;
  readonly token: string;
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
    for (let attempt = 0; open.length > 0 && attempt < ATTEMPTS_MAX; attempt++) {
      if (attempt > 0) await jitter(attempt);
      const round = onePerAgent(open);
      const settled = await this.#round(engine, round);
      for (const [at, result] of settled) results[at] = result;
      open = open.filter(({ at }) => results[at] === undefined);
    }
    if (open.length === 0) return results;
    throw new StoreError('failed', 'too many replicas of the aggregator write for one agent at once');
  }

  async #round(engine: Engine, asked: readonly Open[]): Promise<Map<number, TermResult>> {
    const settled = new Map<number, TermResult>();
    const heads = await readHeads(engine, asked);
    const refuse = await this.#refusals(engine, asked, heads);
    const claims: Claim[] = [];
    const highest = await highestNumbers(engine, asked.map(({ request }) => idOf(request)));
    for (const { request, at } of asked) {
      const refused = refuse(request, heads);
      const agent = idOf(request);
      const number = (highest.get(agent) ?? 0) + 1;
      if (refused) settled.set(at, refused);
      else claims.push({ request, at, agent, number, token: randomUUID() });
    }
    if (claims.length === 0) return settled;
    await engine.insertInOrder('claim_local', claims.map((claim) => claimRow(claim, this.#now())));
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
    await engine.insertInOrder('position_local', started.map(({ position }) => positionRow(position)));
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
    const counted = countedElsewhere(request.hello, heads.ofNode(request.hello), this.#options.nowUs());
    const isSame = head?.instance === instance;
    const state = {
      ...(head?.state ?? NEW_AGENT),
      version,
      bootId,
      // What another source has read meanwhile is in the counters and not in our lines.
      ...(counted && { rules: NO_RULES }),
      // An instance that never got to count anything leaves no trace.
      ...(head && !isSame && head.sequence > 0 && {
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

/** Agents among these for which somebody else has claimed a later term. */
export async function superseded(
  engine: Engine,
  terms: readonly { readonly agent: bigint; readonly number: number }[],
): Promise<Set<bigint>> {
  const highest = await highestNumbers(engine, terms.map(({ agent }) => agent));
  const late = terms.filter(({ agent, number }) => (highest.get(agent) ?? 0) > number);
  return new Set(late.map(({ agent }) => agent));
}

interface Open {
  readonly request: TermRequest;
  readonly at: number;
}

function onePerAgent(open: readonly Open[]): readonly Open[] {
  const first = new Map(open.toReversed().map((each) => [idOf(each.request), each]));
  return [...first.values()];
}

function keyOf(request: TermRequest): AgentKey {
  return request.by === 'hello' ? request.hello : request.key;
}

function idOf(request: TermRequest): bigint {
  return agentId(keyOf(request));
}

function instanceOf(request: TermRequest): string {
  return request.by === 'hello' ? request.hello.instance : request.instance;
}

interface Heads {
  of(agent: bigint): Position | undefined;
  /** All sources of the node. */
  ofNode(key: AgentKey): readonly Position[];
}

/** The newest positions of all agents on these nodes. */
async function readHeads(engine: Engine, asked: readonly Open[]): Promise<Heads> {
  const keys = asked.map(({ request }) => keyOf(request));
  const rows = await engine.rows(
    `SELECT ${POSITION_COLUMNS} FROM position_local
     WHERE (cluster, node) IN (SELECT arrayJoin(arrayZip({clusters:Array(String)}, {nodes:Array(String)})))
     ORDER BY number DESC, step DESC LIMIT 1 BY agent`,
    { clusters: keys.map(({ cluster }) => cluster), nodes: keys.map(({ node }) => node) },
  );
  const positions = rows.map(positionOf);
  const byAgent = new Map(positions.map((position) => [position.agent, position]));
  const byNode = Map.groupBy(positions, ({ key }) => nodeKey(key));
  return {
    of: (agent) => byAgent.get(agent),
    ofNode: (key) => byNode.get(nodeKey(key)) ?? [],
  };
}

function nodeKey({ cluster, node }: AgentKey): string {
  return JSON.stringify([cluster, node]);
}

async function highestNumbers(engine: Engine, agents: readonly bigint[]) {
  const among = `WHERE agent IN (${agents.join(', ')})`;
  const rows = await engine.rows(
    `SELECT agent, max(number) FROM (
       SELECT agent, number FROM claim_local ${among}
       UNION ALL SELECT agent, number FROM position_local ${among}
     ) GROUP BY agent`,
  );
  return new Map(rows.map(([agent, number]) => [BigInt(agent as string), Number(number)]));
}

async function pastInstances(engine: Engine, asked: readonly Open[]) {
  const agents = asked.map(({ request }) => idOf(request)).join(', ');
  const rows = await engine.rows(
    `SELECT agent, instance FROM past_local
     WHERE agent IN (${agents}) AND instance IN {instances:Array(String)}`,
    { instances: asked.map(({ request }) => instanceOf(request)) },
  );
  const past = new Set(rows.map(([agent, instance]) => `${agent} ${instance}`));
  return (agent: bigint, instance: string) => past.has(`${agent} ${instance}`);
}

/** Those of the claims beside and above which there is no other one. */
async function undisputed<Own extends Claim>(engine: Engine, claims: readonly Own[]) {
  if (claims.length === 0) return claims;
  const rows = await engine.rows(
    `SELECT agent, number, token FROM claim_local WHERE agent IN (${claims.map(({ agent }) => agent).join(', ')})
     AND number >= ${Math.min(...claims.map(({ number }) => number))}`,
  );
  const others = Map.groupBy(rows, ([agent]) => String(agent));
  return claims.filter(({ agent, number, token }) => {
    const rivals = others.get(String(agent)) ?? [];
    return !rivals.some(([, claimed, by]) => Number(claimed) >= number && by !== token);
  });
}

function claimRow({ agent, number, token }: Claim, nowUs: number): object {
  return { agent: String(agent), number, token, made_at: seconds(nowUs) };
}

function seconds(us: number): number {
  return Math.floor(us / 1_000_000);
}

function jitter(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * JITTER_MS * attempt));
}
