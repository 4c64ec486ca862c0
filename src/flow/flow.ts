/**
 * The central noun: what records with one key add up to within one hour.
 * Made by the flow table at rollover, named by attribution, carried by src/wire, stored by the
 * aggregator.
 */
import type { Endpoint } from './endpoint.ts';
import type { Origin } from './origin.ts';

/** Where a packet was seen: the rule that logged it and the interfaces it travelled between. */
export interface ObservationPoint {
  /** The rule's log prefix, without one trailing `: `, `:` or blank. */
  readonly prefix: string;
  readonly inInterface: string;
  readonly outInterface: string;
}

/** What an overflow flow leaves out, from least to most. */
export const OVERFLOW_LEVELS = ['address', 'port', 'all'] as const;
export type OverflowLevel = (typeof OVERFLOW_LEVELS)[number];

/**
 * A flow that stands for several because the flow table was full: counts stay exact, detail goes.
 */
export interface Overflow {
  readonly level: OverflowLevel;
  /** HyperLogLog registers of the collapsed addresses (see hyperloglog.ts). */
  readonly addressRegisters: Uint8Array;
}

/**
 * The aggregate of records with one key within one hour.
 * Key: origin, observation point, both addresses, protocol, port or ICMP type and code, `isReply`,
 * `hour`, overflow level.
 */
export interface Flow {
  readonly origin: Origin;
  readonly point: ObservationPoint;
  source: Endpoint;
  destination: Endpoint;
  /** IANA number; undefined when the line hides it. */
  readonly protocol: number | undefined;
  /** Destination port; of a reply the port that answers (the packet's source port). */
  readonly port: number | undefined;
  readonly icmpType: number | undefined;
  readonly icmpCode: number | undefined;
  /** The packet went from server to client: never the ground for a policy. */
  readonly isReply: boolean;
  readonly overflow: Overflow | undefined;
  /** Hours since the epoch, from the record's time. */
  readonly hour: number;
  /** LOG lines, duplicates and retransmits included. */
  readonly lines: number;
  /** Lines that showed a packet which another rule of this node had logged already. */
  readonly duplicates: number;
  /**
   * Connections: neither duplicates nor retransmits. With origin `conntrack` those open at once,
   * which never add up.
   */
  readonly connections: number;
  /** Sum of the IP lengths of the logged packets without duplicates. */
  readonly bytes: number;
  /** Union of TCP flags, as in the TCP header (flow/tcp-flags.ts). */
  readonly tcpFlags: number;
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
  /**
   * Up to SOURCE_PORTS_MAX distinct source ports (ICMP: echo identifiers): of an agent's flow the
   * first ones, of a sum that a store has made any of them.
   */
  readonly sourcePorts: readonly number[];
  /** HyperLogLog registers of the source ports; empty while `sourcePorts` is complete. */
  readonly sourcePortRegisters: Uint8Array;
  /** Connections answered, refused, and answered by an ICMP error (`calico-response-*` lines). */
  readonly answered: number;
  readonly refused: number;
  readonly unreachable: number;
}
