/**
 * What a client of Hubble asks for. Filters keep the names of all that is asked, also of what
 * nobody here knows: a condition that is overlooked would make the answer one to another question.
 */
import type { FilterFields } from '../../flow/hubble/filter-fields.ts';
import { CONDITIONS } from '../../flow/hubble/filter-fields.ts';
import type { FlowFilter, FlowFilters } from '../../flow/hubble/flow-filter.ts';
import { decoding } from '../fields.ts';
import { type flow as flowpb, observer, Reader } from './protobuf.ts';
import { microseconds } from './timestamp.ts';

export interface GetFlowsRequest extends FlowFilters {
  /** 0: no limit. */
  readonly number: number;
  /** The earliest, not the latest. */
  readonly first: boolean;
  readonly follow: boolean;
  readonly sinceUs: number | undefined;
  readonly untilUs: number | undefined;
  /** Paths of the fields that are wanted; none: all. */
  readonly fieldMask: readonly string[];
  /** Numbers of fields that it has beside these, and nobody here knows. */
  readonly unsupported: readonly string[];
}

export function decodeGetFlowsRequest(bytes: Uint8Array): GetFlowsRequest {
  return decoding('request', () => {
    const reader = Reader.create(bytes);
    reader.discardUnknown = false;
    const message = observer.GetFlowsRequest.decode(reader);
    const { since, until, field_mask: mask, experimental } = message;
    const paths = mask?.paths ?? [];
    return {
      number: message.number,
      first: message.first,
      follow: message.follow,
      sinceUs: since ? microseconds(since) : undefined,
      untilUs: until ? microseconds(until) : undefined,
      fieldMask: paths.length > 0 ? paths : (experimental?.field_mask?.paths ?? []),
      whitelist: message.whitelist.map(readFilter),
      blacklist: message.blacklist.map(readFilter),
      unsupported: unknownFields(message),
    };
  });
}

function readFilter(message: flowpb.FlowFilter): FlowFilter {
  const { experimental, $unknowns, ...lists } = message;
  const asked = Object.entries<unknown[]>(lists).filter(([, values]) => values.length > 0);
  const known = asked.filter(([field]) => Object.hasOwn(CONDITIONS, field));
  const unsupported = [
    ...asked.map(([field]) => field).filter((field) => !Object.hasOwn(CONDITIONS, field)),
    ...(experimental ? ['experimental'] : []),
    ...unknownFields({ $unknowns }),
    ...known.flatMap(([field, values]) =>
      values.flatMap(unknownFields).map((unknown) => `${unknown} of ${field}`),
    ),
  ];
  return { fields: Object.fromEntries(known) as Partial<FilterFields>, unsupported };
}

/** Of a message; a value that is none has none. */
function unknownFields(value: unknown): string[] {
  const { $unknowns = [] } = Object(value) as { readonly $unknowns?: readonly Uint8Array[] };
  return $unknowns.map((bytes) => `field ${Reader.create(bytes).uint32() >>> 3}`);
}
