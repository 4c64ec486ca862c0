/**
 * Asks the agents of all nodes what they hold now: many at once, none for long, and each node that
 * did not answer is named with why. An agent tells flows of its own node, whatever it says.
 */
import type { Flow } from '../../flow/flow.ts';
import { RECENT_FLOWS_MAX } from '../../flow/limits.ts';
import type { ListFlowsRequest } from '../../wire/node.ts';
import type { UnansweredNode } from '../../wire/query.ts';
import type { NodesNow } from '../nodes-now.ts';
import type { AgentKey, NodeFlow } from '../store.ts';

/** Connections that are open at once: each costs a handshake and a few blocks of flows. */
const NODES_AT_ONCE = 64;
/** What a node on the network takes is a small part of it. */
const NODE_MS_MAX = 3_000;
/** Of all together, so that what most of them say is not lost for a few. */
const NODES_MS_MAX = 10_000;

/** An agent that the aggregator knows. */
export interface KnownAgent extends AgentKey {
  readonly isConnected: boolean;
  /** HOST:PORT; undefined: it answers no questions. */
  readonly address: string | undefined;
}

export interface AskNodesOptions {
  readonly agents: () => Promise<readonly KnownAgent[]>;
  /** Asks one agent. Throws, or rejects with, an error whose message is one line. */
  readonly listFlows: (
    agent: AgentKey & { readonly address: string },
    span: ListFlowsRequest,
    signal: AbortSignal,
  ) => AsyncIterable<readonly Flow[]>;
  /** Hears of each node whether it answered. */
  readonly onNode?: (outcome: 'answered' | 'unanswered') => void;
  readonly nodeMsMax?: number;
  readonly nodesMsMax?: number;
}

type Take = (block: readonly NodeFlow[]) => void;

export function askNodes(options: AskNodesOptions): NodesNow {
  const { agents, onNode, nodesMsMax = NODES_MS_MAX } = options;
  return {
    async ask(span, signal, take) {
      const nodes = byNode(await agents());
      const late = AbortSignal.timeout(nodesMsMax);
      const failed = new AbortController();
      const unanswered: UnansweredNode[] = [];
      const question = { span, late, signal: AbortSignal.any([signal, failed.signal]), take };
      const askNext = async (): Promise<void> => {
        for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
          const why = await askNode(options, node, question);
          const [{ cluster, node: name }] = node;
          if (why !== undefined) unanswered.push({ cluster, node: name, why });
          onNode?.(why === undefined ? 'answered' : 'unanswered');
        }
      };
      const asking = Array.from({ length: NODES_AT_ONCE }, askNext);
      await Promise.all(asking).catch(async (error: unknown) => {
        failed.abort();
        await Promise.allSettled(asking);
        throw error;
      });
      return unanswered.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    },
  };
}

/** The agents of one node: it may have one for each of its sources. */
type NodeAgents = [KnownAgent, ...KnownAgent[]];

function byNode(agents: readonly KnownAgent[]): NodeAgents[] {
  const nodes = new Map<string, NodeAgents>();
  for (const agent of agents) {
    const known = nodes.get(nameOf(agent));
    if (known) known.push(agent);
    else nodes.set(nameOf(agent), [agent]);
  }
  return [...nodes.values()];
}

function nameOf({ cluster, node }: Pick<AgentKey, 'cluster' | 'node'>): string {
  return `${cluster}\n${node}`;
}

interface NodeQuestion {
  readonly span: ListFlowsRequest;
  /** Aborts when there is no time left for nodes. */
  readonly late: AbortSignal;
  /** Aborts when nobody wants the answer any more. */
  readonly signal: AbortSignal;
  readonly take: Take;
}

/** Why the node's flows were not all told; undefined when they were. */
async function askNode(
  options: AskNodesOptions,
  agents: NodeAgents,
  question: NodeQuestion,
): Promise<string | undefined> {
  const connected = agents.filter(({ isConnected }) => isConnected);
  if (connected.length === 0) return 'its agent is not connected here';
  let why: string | undefined;
  for (const agent of connected) {
    const { address } = agent;
    const failure =
      address === undefined
        ? 'its agent answers no questions (--listen)'
        : await askAgent(options, { ...agent, address }, question);
    why ??= failure;
  }
  return why;
}

async function askAgent(
  { listFlows, nodeMsMax = NODE_MS_MAX }: AskNodesOptions,
  agent: AgentKey & { readonly address: string },
  { span, late, signal, take }: NodeQuestion,
): Promise<string | undefined> {
  signal.throwIfAborted();
  const { cluster, node, address } = agent;
  const slow = AbortSignal.timeout(nodeMsMax);
  const over = AbortSignal.any([signal, late, slow]);
  let got = 0;
  let failure: string | undefined;
  let refusal: unknown;
  const takeFlows = (flows: readonly Flow[]): void => {
    try {
      take(flows.map((flow) => ({ cluster, node, flow })));
    } catch (error) {
      refusal = error;
      throw error;
    }
  };
  try {
    for await (const flows of listFlows(agent, span, over)) {
      signal.throwIfAborted();
      takeFlows(flows);
      got += flows.length;
      if (got > RECENT_FLOWS_MAX) return `${address} told more than ${RECENT_FLOWS_MAX} flows`;
    }
  } catch (error) {
    if (refusal !== undefined) throw refusal;
    failure = messageOf(error);
  }
  signal.throwIfAborted();
  const part = got > 0 ? ' whole' : '';
  if (late.aborted) return `${address} could not be asked${part}: there was no time left`;
  if (slow.aborted) return `${address} did not answer${part} within ${nodeMsMax / 1_000} s`;
  return failure && `${address} did not answer${part}: ${failure}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
