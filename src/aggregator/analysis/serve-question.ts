/** What a thread does: it takes edges, looks at the cluster meanwhile, answers, and ends. */
import type { MessagePort } from 'node:worker_threads';
import type { Edge } from '../../flow/edge.ts';
import { AnalysisError } from '../analysis.ts';
import { EdgeDecoder } from './edge-columns.ts';
import type { SeenWindow } from './material.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import { readCluster } from './read-cluster.ts';
import { tell } from './tell.ts';

export async function serveQuestion(port: MessagePort, data: ThreadData): Promise<void> {
  const send = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, [...transfer]);
  try {
    const { question, source } = data;
    const [cluster, taken] = await Promise.all([
      source && readCluster(source, (listed) => send({ listed })),
      takeEdges(port, () => send({ more: true })),
    ]);
    const answer = encode(tell(question, { ...taken, cluster }));
    send({ answer }, [answer.buffer]);
  } catch (error) {
    send(told(error));
  }
}

interface Taken {
  readonly edges: readonly Edge[];
  readonly seen: SeenWindow | undefined;
}

function takeEdges(port: MessagePort, onTaken: () => void): Promise<Taken> {
  const decoder = new EdgeDecoder();
  const edges: Edge[] = [];
  return new Promise((resolve) => {
    port.on('message', (message: ToThread) => {
      if ('seen' in message) resolve({ edges, seen: message.seen });
      else {
        for (const edge of decoder.decode(message.block)) edges.push(edge);
        onTaken();
      }
    });
  });
}

/** In memory of its own, which can change hands. */
function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function told(error: unknown): FromThread {
  if (error instanceof AnalysisError) {
    const { fault, message, mistakes } = error;
    return { refused: { fault, message, mistakes } };
  }
  return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
