/** The filter that asks for edges, between src/flow and protobuf. */
import { DIRECTIONS } from '../flow/edge.ts';
import type { EdgeConditions, EdgeFilter } from '../flow/edge-filter.ts';
import { OUTCOMES } from '../flow/outcome.ts';
import { VERDICTS } from '../flow/verdict.ts';
import { BYTE_MAX, PORT_MAX, readAtMost, readCount, readName } from './fields.ts';
import type { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

/** Alternatives of one condition: more is a mistake, and a question that nobody can answer. */
const ALTERNATIVES_MAX = 1_000;

export function edgeFilterMessage(filter: EdgeFilter): dropcast.v1.EdgeFilter.$Properties {
  return {
    ...conditionsMessage(filter),
    namespace: filter.namespace ?? '',
    sinceUs: filter.sinceUs ?? 0,
    untilUs: filter.untilUs ?? 0,
    replies: filter.replies ?? false,
    ...(filter.not && { not: conditionsMessage(filter.not) }),
  };
}

function conditionsMessage(conditions: EdgeConditions) {
  return {
    either: [...(conditions.either ?? [])],
    from: [...(conditions.from ?? [])],
    to: [...(conditions.to ?? [])],
    protocol: [...(conditions.protocol ?? [])],
    port: [...(conditions.port ?? [])],
    direction: (conditions.direction ?? []).map((name) => DIRECTIONS.indexOf(name)),
    verdict: (conditions.verdict ?? []).map((name) => VERDICTS.indexOf(name)),
    outcome: (conditions.outcome ?? []).map((name) => OUTCOMES.indexOf(name) + 1),
  };
}

/** Empty and zero conditions come out as absent ones: they always hold. */
export function readEdgeFilter(message: dropcast.v1.EdgeFilter | null | undefined): EdgeFilter {
  if (!message) return {};
  const sinceUs = readCount(message.sinceUs, 'filter.since_us');
  const untilUs = readCount(message.untilUs, 'filter.until_us');
  const not = message.not ? readConditions(message.not, 'filter.not') : {};
  return {
    ...readConditions(message, 'filter'),
    ...(message.namespace !== '' && { namespace: message.namespace }),
    ...(sinceUs > 0 && { sinceUs }),
    ...(untilUs > 0 && { untilUs }),
    ...(message.replies && { replies: true }),
    ...(Object.keys(not).length > 0 && { not }),
  };
}

type ConditionsMessage = Pick<dropcast.v1.EdgeFilter, keyof EdgeConditions>;

function readConditions(message: ConditionsMessage, field: string): EdgeConditions {
  const { either, from, to, protocol, port, direction, verdict, outcome } = message;
  const list = <Raw, Value>(name: string, raw: readonly Raw[], read: (raw: Raw) => Value) => {
    if (raw.length === 0) return {};
    if (raw.length > ALTERNATIVES_MAX) {
      throw new WireError(`${field}.${name} has more than ${ALTERNATIVES_MAX} alternatives`);
    }
    return { [name]: raw.map(read) };
  };
  const text = (raw: string) => raw;
  const name = <Name extends string>(names: readonly Name[], first: 0 | 1) => {
    return (number: number) => readName(names, number, { first, field });
  };
  return {
    ...list('either', either.filter(Boolean), text),
    ...list('from', from.filter(Boolean), text),
    ...list('to', to.filter(Boolean), text),
    ...list('protocol', protocol, (number) => readAtMost(number, BYTE_MAX, `${field}.protocol`)),
    ...list('port', port, (number) => readAtMost(number, PORT_MAX, `${field}.port`)),
    ...list('direction', direction, name(DIRECTIONS, 0)),
    ...list('verdict', verdict, name(VERDICTS, 0)),
    ...list('outcome', outcome, name(OUTCOMES, 1)),
  };
}
