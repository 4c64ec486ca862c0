/** Lines for tests of the flow table: packets as a parser would fill them, without a parser. */
import type { FlowTable } from '../../../src/agent/aggregate/flow-table.ts';
import { observe } from '../../../src/agent/aggregate/observe.ts';
import { parseAddress } from '../../../src/flow/address.ts';
import * as slots from '../../../src/parser/packet.ts';

export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol?: number;
  readonly ports?: readonly [number, number];
  readonly icmp?: readonly [number, number];
  readonly echoId?: number;
  readonly ipId?: number;
  readonly length?: number;
  readonly flags?: number;
}

export interface Line extends Packet {
  /** As printed, with what the rule puts behind its name. */
  readonly prefix: string;
  readonly inInterface: string;
  readonly outInterface: string;
  readonly timeUs: number;
  /** The packet that an ICMP error quotes. */
  readonly inner?: Packet;
}

export const SYN_LINE: Line = {
  prefix: 'calico-packet: ',
  inInterface: 'cali1',
  outInterface: 'eth0',
  timeUs: 7_200_000_000,
  source: '10.0.0.1',
  destination: '192.0.2.1',
  protocol: 6,
  ports: [40_000, 80],
  ipId: 1,
  length: 60,
  flags: 2,
};

/** Observes each line as a block of one record. */
export function observeLines(table: FlowTable, ...lines: readonly Line[]): void {
  for (const line of lines) {
    const packet = slots.createPacket();
    const bytes = fillLine(packet, line);
    observe(table, { bytes, index: { timesUs: Float64Array.of(line.timeUs) } }, packet, 0);
  }
}

function fillLine(packet: Int32Array, line: Line): Uint8Array {
  const head = `<5>${line.prefix}`;
  const body = `IN=${line.inInterface} OUT=${line.outInterface} `;
  const headBytes = Buffer.byteLength(head);
  const inStart = headBytes + 'IN='.length;
  const outStart = inStart + line.inInterface.length + ' OUT='.length;
  packet[slots.OUTCOME] = slots.FLOW;
  packet[slots.LINE_HAS] = slots.HAS_OUT;
  packet[slots.TEXT_START] = '<5>'.length;
  packet[slots.BODY_START] = headBytes;
  packet[slots.IN_START] = inStart;
  packet[slots.IN_END] = inStart + line.inInterface.length;
  packet[slots.OUT_START] = outStart;
  packet[slots.OUT_END] = outStart + line.outInterface.length;
  fillPacket(packet.subarray(slots.OUTER, slots.INNER), line);
  if (line.inner !== undefined) {
    packet[slots.OUTER + slots.HAS_MORE]! |= slots.HAS_INNER;
    fillPacket(packet.subarray(slots.INNER), line.inner);
  }
  return Buffer.from(head + body);
}

function fillPacket(packet: Int32Array, fields: Packet): void {
  const set = (bit: number, values: Readonly<Record<number, number | undefined>>): void => {
    for (const [slot, value] of Object.entries(values)) {
      if (value === undefined) return;
      packet[Number(slot)] = value;
    }
    packet[slots.HAS]! |= bit;
  };
  packet[slots.FAMILY] = fields.source.includes(':') ? 6 : 4;
  if (fields.source !== '') fillAddresses(packet, fields);
  set(slots.HAS_PROTO, { [slots.PROTO]: fields.protocol });
  set(slots.HAS_PORTS, { [slots.SPT]: fields.ports?.[0], [slots.DPT]: fields.ports?.[1] });
  set(slots.HAS_TYPE_CODE, { [slots.TYPE]: fields.icmp?.[0], [slots.CODE]: fields.icmp?.[1] });
  set(slots.HAS_ICMPID, { [slots.ICMPID]: fields.echoId });
  set(slots.HAS_ID, { [slots.ID]: fields.ipId });
  set(slots.HAS_LEN, { [slots.LEN]: fields.length });
  set(slots.HAS_FLAGS, { [slots.FLAGS]: fields.flags });
}

function fillAddresses(packet: Int32Array, fields: Packet): void {
  fillAddress(packet, slots.SRC, fields.source);
  fillAddress(packet, slots.DST, fields.destination);
  packet[slots.HAS]! |= slots.HAS_ADDRESSES;
}

function fillAddress(packet: Int32Array, at: number, text: string): void {
  const bytes = Buffer.from(parseAddress(text)!);
  if (bytes.length === 4) {
    packet.set([0, 0, 0xffff, bytes.readInt32BE(0)], at);
    return;
  }
  for (let i = 0; i < 4; i++) packet[at + i] = bytes.readInt32BE(4 * i);
}
