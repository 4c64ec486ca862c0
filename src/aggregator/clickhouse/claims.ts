/** What says who may write for an agent, as terms.ts reads it. */
import type { Hello } from '../../wire/ingest.ts';
import type { AgentKey } from '../store.ts';
import type { Engine } from './engine.ts';
import { agentId } from './ids.ts';
import { POSITION_COLUMNS, type Position, positionOf } from './position.ts';

/** By an agent's hello, or by a writer that goes on for the instance it has. */
export type TermRequest =
  | { readonly by: 'hello'; readonly hello: Hello }
  | { readonly by: 'writer'; readonly key: AgentKey; readonly instance: string };

export interface Open {
  readonly request: TermRequest;
  readonly at: number;
}

export interface Claim {
  readonly request: TermRequest;
  readonly at: number;
  readonly agent: bigint;
  readonly number: number;
  readonly token: string;
}

function keyOf(request: TermRequest): AgentKey {
  return request.by === 'hello' ? request.hello : request.key;
}

export function idOf(request: TermRequest): bigint {
  return agentId(keyOf(request));
}

export function instanceOf(request: TermRequest): string {
  return request.by === 'hello' ? request.hello.instance : request.instance;
}

export interface Heads {
  of(agent: bigint): Position | undefined;
  /** All sources of the node. */
  ofNode(key: AgentKey): readonly Position[];
}

/** The newest positions of all agents on these nodes. */
export async function readHeads(engine: Engine, asked: readonly Open[]): Promise<Heads> {
  const keys = asked.map(({ request }) => keyOf(request));
  const rows = await engine.rows(
    `SELECT ${POSITION_COLUMNS} FROM position_local
     WHERE (cluster, node) IN (
       SELECT arrayJoin(arrayZip({clusters:Array(String)}, {nodes:Array(String)}))
     )
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

export async function highestNumbers(engine: Engine, agents: readonly bigint[]) {
  const among = `WHERE agent IN (${agents.join(', ')})`;
  const rows = await engine.rows(
    `SELECT agent, max(number) FROM (
       SELECT agent, number FROM claim_local ${among}
       UNION ALL SELECT agent, number FROM position_local ${among}
     ) GROUP BY agent`,
  );
  return new Map(rows.map(([agent, number]) => [BigInt(agent as string), Number(number)]));
}

export async function pastInstances(engine: Engine, asked: readonly Open[]) {
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
export async function undisputed<Own extends Claim>(engine: Engine, claims: readonly Own[]) {
  if (claims.length === 0) return claims;
  const rows = await engine.rows(
    `SELECT agent, number, token FROM claim_local
     WHERE agent IN (${claims.map(({ agent }) => agent).join(', ')})
     AND number >= ${Math.min(...claims.map(({ number }) => number))}`,
  );
  const others = Map.groupBy(rows, ([agent]) => String(agent));
  return claims.filter(({ agent, number, token }) => {
    const rivals = others.get(String(agent)) ?? [];
    return !rivals.some(([, claimed, by]) => Number(claimed) >= number && by !== token);
  });
}

/** Agents among these for which somebody else has claimed a later term. */
export async function superseded(
  engine: Engine,
  terms: readonly { readonly agent: bigint; readonly number: number }[],
): Promise<Set<bigint>> {
  const highest = await highestNumbers(
    engine,
    terms.map(({ agent }) => agent),
  );
  const late = terms.filter(({ agent, number }) => (highest.get(agent) ?? 0) > number);
  return new Set(late.map(({ agent }) => agent));
}
