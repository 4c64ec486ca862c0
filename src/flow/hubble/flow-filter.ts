/**
 * Hubble's FlowFilter: all fields of one must hold, of each field's values one. It looks at what a
 * client is shown; what cannot be told of our flows is an error that names the field, never an
 * answer to another question.
 */
import { EdgeFilterError } from '../endpoint-pattern.ts';
import { type Candidate, CONDITIONS, type FilterFields } from './filter-fields.ts';
import type { FlowReport } from './flow-report.ts';
import { podPrefix } from './pod-prefix.ts';
import { flowBody } from './to-hubble.ts';

/** As it was asked: fields by their names, each with a value at least. */
export interface FlowFilter {
  readonly fields: Partial<FilterFields>;
  /** Names, or numbers, of fields that it has and nobody here can look at. */
  readonly unsupported: readonly string[];
}

/** Of `whitelist` one must hold, if there are any; of `blacklist` none may. */
export interface FlowFilters {
  readonly whitelist: readonly FlowFilter[];
  readonly blacklist: readonly FlowFilter[];
}

/** Each is asked of every flow, also of those that come: a few conditions, and no program. */
const FILTERS_MAX = 64;
/** Of all conditions of a list: a message has room for tens of thousands. */
const VALUES_MAX = 256;

/** Throws EdgeFilterError when any of them cannot be understood. */
export function reportMatcher(filters: FlowFilters): (report: FlowReport) => boolean {
  checkSize('whitelist', filters.whitelist);
  checkSize('blacklist', filters.blacklist);
  const wanted = filters.whitelist.map(candidateMatcher);
  const unwanted = filters.blacklist.map(candidateMatcher);
  if (wanted.length + unwanted.length === 0) return () => true;
  return (report) => {
    const candidate = { report, flow: flowBody(report) };
    if (wanted.length > 0 && !wanted.some((holds) => holds(candidate))) return false;
    return !unwanted.some((holds) => holds(candidate));
  };
}

function checkSize(list: keyof FlowFilters, filters: readonly FlowFilter[]): void {
  if (filters.length > FILTERS_MAX) {
    throw new EdgeFilterError(`${list}: more than ${FILTERS_MAX} filters`);
  }
  const values = filters.flatMap(({ fields }) => Object.values(fields).flat());
  if (values.length > VALUES_MAX) {
    throw new EdgeFilterError(`${list}: more than ${VALUES_MAX} values in its filters`);
  }
}

function candidateMatcher({ fields, unsupported }: FlowFilter) {
  const [field] = unsupported;
  if (field !== undefined) {
    throw new EdgeFilterError(`flows have nothing here that ${field} could be asked of`);
  }
  const conditions = Object.entries(fields).map(([name, values]) => {
    // The type pairs names with their values; entries forget it.
    const condition = CONDITIONS[name as keyof FilterFields] as (
      values: unknown,
    ) => (candidate: Candidate) => boolean;
    return named(name, () => condition(values));
  });
  return (candidate: Candidate) => conditions.every((holds) => holds(candidate));
}

function named<Result>(field: string, make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof EdgeFilterError)) throw error;
    throw new EdgeFilterError(`${field}: ${error.message}`);
  }
}

/**
 * The one namespace in which every flow that is asked for has an end; empty where there is none.
 * Readers of one namespace may ask for no more.
 */
export function namespaceOf({ whitelist }: FlowFilters): string {
  const [first, ...others] = whitelist.map(({ fields }) => confinedTo(fields));
  return first !== undefined && others.every((other) => other === first) ? first : '';
}

function confinedTo({ source_pod, destination_pod }: Partial<FilterFields>): string {
  const [source, destination] = [oneNamespace(source_pod), oneNamespace(destination_pod)];
  return source || destination;
}

function oneNamespace(pods: readonly string[] = []): string {
  const namespaces = new Set(pods.map((pod) => podPrefix(pod).namespace));
  const [namespace = ''] = namespaces;
  return namespaces.size === 1 ? namespace : '';
}
