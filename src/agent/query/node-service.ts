/** What the aggregator asks this node: the flows that it remembers, as they were shipped. */
import type { Server, ServerWritableStream } from '@grpc/grpc-js';
import type { Flow } from '../../flow/flow.ts';
import type { Access } from '../../service/access.ts';
import { goneSignal, writeAll } from '../../service/answer-call.ts';
import { peerOfCall } from '../../service/peer.ts';
import type { QuestionGate } from '../../service/question-gate.ts';
import { askerStatus } from '../../service/refusal-status.ts';
import { type ListFlowsRequest, nodeService } from '../../wire/node.ts';
import type { RecentFlows } from './recent-flows.ts';

export interface NodeServiceOptions {
  readonly recent: RecentFlows;
  readonly access: Pick<Access, 'reader'>;
  readonly gate: QuestionGate;
  /** Hears of faults that are not the asker's. */
  readonly onError: (error: unknown) => void;
}

type FlowsCall = ServerWritableStream<ListFlowsRequest, readonly Flow[]>;

/** Adds the service to `server`. */
export function serveNode(server: Server, options: NodeServiceOptions): void {
  server.addService(
    { ...nodeService },
    { listFlows: (call: FlowsCall) => answerFlows(call, options) },
  );
}

async function answerFlows(call: FlowsCall, options: NodeServiceOptions): Promise<void> {
  const { recent, access, gate, onError } = options;
  const gone = goneSignal(call);
  try {
    const grant = await access.reader(peerOfCall(call), { verb: 'list', namespace: '' });
    using question = gate.begin(grant.who, 'answer', gone);
    await writeAll(call, recent.blocks(call.request), question.signal);
  } catch (error) {
    if (!gone.aborted) call.emit('error', askerStatus(error, onError));
  }
}
