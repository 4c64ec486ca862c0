/**
 * A batch as the generated code takes it, each flow with all that it has: what a plainer agent
 * sends, and what the tests of src/wire hold the hand-written code to.
 */
import { type Flow, OVERFLOW_LEVELS, type Overflow } from '../../src/flow/flow.ts';
import { ORIGINS } from '../../src/flow/origin.ts';
import { endpointMessage } from '../../src/wire/endpoint.ts';
import type { BatchContent } from '../../src/wire/ingest.ts';
import { lossMessage } from '../../src/wire/loss.ts';
import type { dropcast } from '../../src/wire/protobuf.ts';

export function contentMessage(content: BatchContent): dropcast.v1.Batch.$Properties {
  return {
    cursorAfter: content.cursorAfter,
    flows: content.flows.map(flowMessage),
    losses: content.losses.map(lossMessage),
    account: content.account,
    ruleCounters: [...content.ruleCounters],
    readings: [...content.readings],
  };
}

function flowMessage(flow: Flow): dropcast.v1.Flow.$Properties {
  const message: dropcast.v1.Flow.$Properties = {
    prefix: flow.point.prefix,
    inInterface: flow.point.inInterface,
    outInterface: flow.point.outInterface,
    source: endpointMessage(flow.source),
    destination: endpointMessage(flow.destination),
    protocol: flow.protocol ?? null,
    port: flow.port ?? null,
    icmpType: flow.icmpType ?? null,
    icmpCode: flow.icmpCode ?? null,
    isReply: flow.isReply,
    hour: flow.hour,
    lines: flow.lines,
    duplicates: flow.duplicates,
    connections: flow.connections,
    bytes: flow.bytes,
    tcpFlags: flow.tcpFlags,
    firstSeenUs: flow.firstSeenUs,
    lastSeenUs: flow.lastSeenUs,
    sourcePorts: [...flow.sourcePorts],
    sourcePortRegisters: flow.sourcePortRegisters,
    answered: flow.answered,
    refused: flow.refused,
    unreachable: flow.unreachable,
    origin: ORIGINS.indexOf(flow.origin) + 1,
  };
  if (flow.overflow) message.overflow = overflowMessage(flow.overflow);
  return message;
}

function overflowMessage(overflow: Overflow): dropcast.v1.Overflow.$Properties {
  return {
    level: OVERFLOW_LEVELS.indexOf(overflow.level) + 1,
    addressRegisters: overflow.addressRegisters,
  };
}
