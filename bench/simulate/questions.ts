/**
 * Asks the aggregator while it takes in, in a process of its own: edges of a namespace, the whole
 * inventory, groups, in turn. Stops when its parent says so, and tells how long the answers took.
 * Argument: a QuestionPlan as JSON.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { credentials } from '@grpc/grpc-js';
import { type QueryClient, queryClient } from '../../src/wire/query.ts';

export interface QuestionPlan {
  /** IP:PORT. */
  readonly address: string;
  readonly namespaces: readonly string[];
}

export const QUESTIONS = ['edges of a namespace', 'whole inventory', 'groups'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface Asked {
  readonly question: Question;
  readonly ms: number;
  /** Edges or groups; undefined: no answer. */
  readonly answers: number | undefined;
}

const PAUSE_MS = 1_000;
/** An aggregator that was killed is back by then. */
const PAUSE_AFTER_FAILURE_MS = 1_000;

async function countAnswers(answers: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _answer of answers) count++;
  return count;
}

function ask(client: QueryClient, question: Question, namespace: string): AsyncIterable<unknown> {
  const never = new AbortController().signal;
  if (question === 'groups') {
    const by = ['source_namespace', 'destination_namespace'] as const;
    return client.listGroups({ filter: {}, by, limit: 0 }, never);
  }
  const filter = question === 'whole inventory' ? {} : { namespace };
  return client.listEdges({ filter, limit: 0 }, never);
}

async function main({ address, namespaces }: QuestionPlan): Promise<void> {
  const client = queryClient(address, credentials.createInsecure());
  const asked: Asked[] = [];
  let isStopped = false;
  process.once('message', () => {
    isStopped = true;
  });
  for (let turn = 0; !isStopped; turn++) {
    const question = QUESTIONS[turn % QUESTIONS.length]!;
    const namespace = namespaces[turn % namespaces.length]!;
    const began = performance.now();
    const answers = await countAnswers(ask(client, question, namespace)).catch(() => undefined);
    asked.push({ question, ms: performance.now() - began, answers });
    await sleep(answers === undefined ? PAUSE_AFTER_FAILURE_MS : PAUSE_MS);
  }
  client.close();
  process.send!(asked, () => process.exit());
}

if (import.meta.main) await main(JSON.parse(process.argv[2]!) as QuestionPlan);
