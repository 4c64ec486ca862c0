/** For how long a node was observed, hour by hour, as protobuf (proto/dropcast/v1/query.proto). */
import { HOUR_US } from '../flow/time.ts';
import { decoding, readCount } from './fields.ts';
import { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

export interface ListObservedRequest {
  /** Microseconds since the epoch. */
  readonly sinceUs: number;
  readonly untilUs: number;
}

/** How long a node was observed; what is not there was not. */
export interface NodeHours {
  readonly cluster: string;
  readonly node: string;
  /** By hour since the epoch: microseconds of it, at most an hour. */
  readonly hours: ReadonlyMap<number, number>;
}

export function encodeListObservedRequest({ sinceUs, untilUs }: ListObservedRequest): Buffer {
  const { ListObservedRequest: type } = dropcast.v1;
  return Buffer.from(type.encode({ sinceUs, untilUs }).finish());
}

export function decodeListObservedRequest(bytes: Uint8Array): ListObservedRequest {
  return decoding('request', () => {
    const { sinceUs, untilUs } = dropcast.v1.ListObservedRequest.decode(bytes);
    return {
      sinceUs: readCount(sinceUs, 'since_us'),
      untilUs: readCount(untilUs, 'until_us') || Number.MAX_SAFE_INTEGER,
    };
  });
}

export function encodeNodeHours({ cluster, node, hours }: NodeHours): Buffer {
  const known = [...hours].sort(([a], [b]) => a - b);
  const message = {
    ...{ cluster, node },
    hours: known.map(([hour]) => hour),
    observedUs: known.map(([, us]) => us),
  };
  return Buffer.from(dropcast.v1.NodeHours.encode(message).finish());
}

export function decodeNodeHours(bytes: Uint8Array): NodeHours {
  return decoding('hours', () => {
    const { cluster, node, hours, observedUs } = dropcast.v1.NodeHours.decode(bytes);
    if (hours.length !== observedUs.length) {
      throw new WireError(`hours are ${hours.length}, observed_us are ${observedUs.length}`);
    }
    const read = hours.map((hour, i): [number, number] => [hour, readObserved(observedUs[i]!)]);
    return { cluster, node, hours: new Map(read) };
  });
}

function readObserved(value: number): number {
  const us = readCount(value, 'observed_us');
  if (us > HOUR_US) throw new WireError(`observed_us is ${us}: more than an hour`);
  return us;
}
