/**
 * An end of a connection as policies see it. Ends with the same class have the same labels, own and
 * inherited, and are in the same network sets: whatever a policy says without looking at the
 * address is the same for all of them.
 */

import type { Cidr } from '../../flow/cidr.ts';
import type { Tri } from '../model/tri.ts';
import type { ContainerPort, HostEndpoint, WorldServicePort } from '../model/world.ts';
import type { LabelView } from '../selector/match-selector.ts';

/** What a selector of a rule can find at an address, and whether it is there. */
export interface Member {
  readonly labels: LabelView;
  readonly isThere: Tri;
}

/** IP version; undefined: not known. */
export type Family = 4 | 6 | undefined;

export interface EndClass {
  /** From 0, without gaps. */
  readonly id: number;
  /** What the policies on this end look at; undefined where none can select it. */
  readonly subject: LabelView | undefined;
  /** The endpoint itself, and the network sets that hold its address. */
  readonly members: readonly Member[];
  /** The node whose address it is; undefined: of none. */
  readonly node: Member | undefined;
}

export interface HostSubject {
  readonly endpoint: HostEndpoint;
  readonly class: EndClass;
  /** Whether the connection goes through this endpoint's interface. */
  readonly applies: Tri;
}

export interface End {
  /** `unnamed`: it may be any of the others. */
  readonly kind: 'pod' | 'host' | 'outside' | 'unnamed';
  readonly class: EndClass;
  readonly namespace: string;
  /** Of the pod or node; empty when it is one of several, or not known. */
  readonly name: string;
  /** Empty when not known. */
  readonly node: string;
  /** It has one of these; empty: not known. */
  readonly addresses: readonly Uint8Array[];
  /** Of all of its addresses; undefined: none is known, or both occur. */
  readonly family: Family;
  /** Where an address that is not known lies; undefined: anywhere. */
  readonly blocks: readonly Cidr[] | undefined;
  /** Ports with names; undefined: not known. */
  readonly ports: readonly ContainerPort[] | undefined;
  /** It was reached by a service: its ports are to be translated. */
  readonly servicePorts: readonly WorldServicePort[] | undefined;
  /** Of a host: what makes it policed. */
  readonly hosts: readonly HostSubject[];
}

/** What a flow shows beside its ends. */
export interface Traffic {
  readonly protocol: number | undefined;
  /** Of the destination. */
  readonly port: number | undefined;
  readonly icmpType: number | undefined;
  readonly icmpCode: number | undefined;
}
