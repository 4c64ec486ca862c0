/**
 * A batch as bytes that the aggregator accepts: what does not fit into one message loses names,
 * never counts.
 * A batch cannot be cut in two: its cursor and its flows are committed together or not at all.
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import { unnamedEndpoint } from '../../flow/endpoint.ts';
import type { Flow, ObservationPoint } from '../../flow/flow.ts';
import { MESSAGE_BYTES_MAX } from '../../flow/limits.ts';
import { encodeBatchContent, type LentContent } from '../../wire/ingest.ts';

/**
 * A flow without names hardly takes more: prefix 127, interfaces 15, addresses 16 bytes, registers
 * 64. Where bytes that are no UTF-8 make it longer, its observation point is left out as well.
 */
export const BARE_FLOW_BYTES_MAX = 504;

/**
 * With so many flows a batch without names fits; 256 KiB are left for the account and the losses.
 */
export const BATCH_FLOWS_MAX = Math.floor(
  (MESSAGE_BYTES_MAX - 256 * 1024) / (BARE_FLOW_BYTES_MAX + 4),
);

/** What an oversized batch leaves out, in this order. */
export const LEFT_OUT = ['labels', 'names', 'points'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Tags, lengths, epoch and sequence that come before the content when it is sent. */
const FRAME_BYTES_MAX = 64;
const CONTENT_BYTES_MAX = MESSAGE_BYTES_MAX - FRAME_BYTES_MAX;

/**
 * Encodes `content` for one AgentMessage, behind FRAME_ROOM; `onLeftOut` hears what had to stay
 * behind.
 */
export function encodeContent(
  content: LentContent,
  onLeftOut: (what: LeftOut) => void,
): Uint8Array {
  let { flows } = content;
  let bytes = encodeBatchContent(content);
  for (const what of LEFT_OUT) {
    if (bytes.length <= CONTENT_BYTES_MAX) return bytes;
    onLeftOut(what);
    const strip = stripper(what);
    flows = Array.from(flows, strip);
    bytes = encodeBatchContent({ ...content, flows });
  }
  return bytes;
}

const NO_POINT: ObservationPoint = { prefix: '', inInterface: '', outInterface: '' };

/** What flows shared they share again, so that it is still given once. */
function stripper(what: LeftOut): (flow: Flow) => Flow {
  if (what === 'points') return (flow) => ({ ...flow, point: NO_POINT });
  const stripped = new Map<Endpoint, Endpoint>();
  const end = (endpoint: Endpoint) => {
    const made = stripped.get(endpoint) ?? without(what, endpoint);
    stripped.set(endpoint, made);
    return made;
  };
  return (flow) => ({ ...flow, source: end(flow.source), destination: end(flow.destination) });
}

/** The aggregator names an end again, from its own view of the cluster. */
function without(what: 'labels' | 'names', endpoint: Endpoint): Endpoint {
  return what === 'labels' ? withoutLabels(endpoint) : unnamedEndpoint(endpoint.ip);
}

function withoutLabels(endpoint: Endpoint): Endpoint {
  return { ...endpoint, labels: {}, candidates: endpoint.candidates.map(withoutLabels) };
}
