/**
 * A rule: what it looks for in a connection, and what it then does. A connection matches when its
 * source, its destination and its traffic do; of a list, any element is enough; an absent list
 * takes everything.
 */
import type { Cidr } from '../../flow/cidr.ts';
import type { FieldPath } from '../../manifest/fields.ts';
import type { Selector } from '../selector/selector.ts';

/** `log` decides nothing, `pass` goes on in the next tier. */
export const ACTIONS = ['allow', 'deny', 'log', 'pass'] as const;
export type Action = (typeof ACTIONS)[number];

export interface Rule {
  readonly action: Action;
  /** Given by its author; empty when it has none. */
  readonly name: string;
  /** In its document, for its place; empty for a rule that was made. */
  readonly path: FieldPath;
  readonly sources: readonly EntityMatch[] | undefined;
  readonly destinations: readonly EntityMatch[] | undefined;
  readonly traffic: readonly TrafficMatch[] | undefined;
}

export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
}

/** One end of a connection; every condition that is given must hold. */
export interface EntityMatch {
  /** An endpoint or a network set that has the address, by own and inherited labels. */
  readonly selector?: Selector;
  /** No such endpoint or network set; an address outside the cluster matches. */
  readonly notSelector?: Selector;
  readonly nets?: readonly Cidr[];
  readonly notNets?: readonly Cidr[];
  /** The pods behind a service: their addresses; as a destination their ports, too. */
  readonly service?: ServiceReference;
  /** The addresses of nodes, by the nodes' labels. */
  readonly nodes?: Selector;
  /** What these names resolve to cannot be told from addresses. */
  readonly domainNames?: readonly string[];
}

/** From and to are included; a name means the container port of the destination. */
export type PortMatch = { readonly from: number; readonly to: number } | { readonly name: string };

export interface IcmpMatch {
  readonly type: number;
  readonly code: number | undefined;
}

/** What is neither end's; every condition that is given must hold. */
export interface TrafficMatch {
  readonly protocol?: number;
  readonly notProtocol?: number;
  readonly ipVersion?: 4 | 6;
  readonly icmp?: IcmpMatch;
  readonly notIcmp?: IcmpMatch;
  /** Of the destination. */
  readonly ports?: readonly PortMatch[];
  readonly notPorts?: readonly PortMatch[];
  /** A flow keeps no source port: these are never known to match. */
  readonly sourcePorts?: readonly PortMatch[];
  readonly notSourcePorts?: readonly PortMatch[];
}
