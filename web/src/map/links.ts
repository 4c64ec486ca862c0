/** Who talks to whom by workload: what the graph of one namespace shows. */
import { trafficText } from '../api/edge.ts';
import type { Fate, ForecastEnd, ForecastLine } from '../api/forecast.ts';
import { type Group, OUTSIDE, placeOf } from './pairs.ts';

/** An end as the graph draws it. */
export interface Place {
  /** As a filter takes it where it is one workload or address; else what it is called. */
  readonly name: string;
  /** Its namespace, or what it is where it has none. */
  readonly namespace: string;
}

/** All traffic of one place to another. */
export interface Link {
  readonly source: Place;
  readonly destination: Place;
  readonly connections: number;
  /** `TCP 8080`, each once. */
  readonly traffic: readonly string[];
  /** The gravest; undefined where nobody foretold. */
  readonly fate: Fate | undefined;
  /** Why the gravest is what it is. */
  readonly sentence: string;
}

export function linksOfForecast(lines: readonly ForecastLine[]): Link[] {
  return sumLinks(
    lines.map((line) => ({
      source: placeOfEnd(line.source),
      destination: placeOfEnd(line.destination),
      connections: line.connections,
      traffic: [trafficText(line)],
      fate: line.forecast,
      sentence: line.sentence,
    })),
  );
}

/** Groups by both namespaces, both ends, protocol and port. */
export function linksOfGroups(groups: readonly Group[]): Link[] {
  const links = groups
    .filter(({ is_reply, values }) => !is_reply && values.length === 6)
    .map(({ values, connections }) => {
      const [fromSpace, toSpace, from, to, protocol, port] = values as [
        ...[string, string, string, string, string, string],
      ];
      return {
        source: { namespace: fromSpace || OUTSIDE, name: from },
        destination: { namespace: toSpace || OUTSIDE, name: to },
        connections,
        traffic: [port === '' ? protocol : `${protocol} ${port}`],
        fate: undefined,
        sentence: '',
      };
    });
  return sumLinks(links);
}

function placeOfEnd(end: ForecastEnd): Place {
  const namespace = placeOf(end);
  const name = end.workload?.name || end.name;
  if (end.namespace !== '') return { namespace, name: `${end.namespace}/${name}` };
  const { members, members_total } = end;
  if (members_total > 1) return { namespace, name: `${members_total} of ${namespace}` };
  return { namespace, name: name || members[0] || namespace };
}

const GRAVITY: readonly (Fate | undefined)[] = ['dropped', 'unknown', 'allowed', 'not_policed'];

function sumLinks(links: readonly Link[]): Link[] {
  const sums = new Map<string, Link>();
  for (const link of links) {
    const key = `${link.source.name}\n${link.destination.name}`;
    const before = sums.get(key);
    sums.set(key, before === undefined ? link : addLinks(before, link));
  }
  return [...sums.values()];
}

function addLinks(a: Link, b: Link): Link {
  const graver = GRAVITY.indexOf(a.fate) <= GRAVITY.indexOf(b.fate) ? a : b;
  return {
    ...a,
    connections: a.connections + b.connections,
    traffic: [...new Set([...a.traffic, ...b.traffic])],
    fate: graver.fate,
    sentence: graver.sentence,
  };
}
