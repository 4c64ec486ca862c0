/**
 * The name of a report among all others: the same for the same report whenever it is asked for,
 * also after more lines were added to it.
 */
import { createHash } from 'node:crypto';
import { endpointKey } from '../edge-key.ts';
import type { Endpoint } from '../endpoint.ts';
import type { FlowReport } from './flow-report.ts';

/** RFC 9562, 5.8: version 8 is for whatever its maker wants, in the variant of that document. */
const VERSION_8 = 0x80;
const VARIANT = 0x80;

export function flowUuid(report: FlowReport): string {
  const identity = [
    report.origin,
    report.cluster,
    report.nodes,
    ...endIdentity(report.source),
    ...endIdentity(report.destination),
    report.protocol,
    report.port,
    report.icmpType,
    report.icmpCode,
    report.isReply,
    report.prefixes,
    report.inInterface,
    report.outInterface,
    report.firstSeenUs,
  ];
  const bytes = createHash('sha256').update(JSON.stringify(identity)).digest().subarray(0, 16);
  bytes[6] = VERSION_8 | (bytes[6]! & 0x0f);
  bytes[8] = VARIANT | (bytes[8]! & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A pod's own name too: those of one workload are one end of an edge. */
function endIdentity(end: Endpoint): readonly string[] {
  return [endpointKey(end), end.name, end.ip];
}
