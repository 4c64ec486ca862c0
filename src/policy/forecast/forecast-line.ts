/** One line of the forecast: edges with the same ends, port and fate, for the same reasons. */
import type { Edge } from '../../flow/edge.ts';
import { type Outcome as Ending, outcomeOf } from '../../flow/outcome.ts';
import { ownershipOf, type Subject } from '../coverage/subject.ts';
import type { Outcome, PolicyVerdict } from '../evaluate/outcome.ts';
import { SIDES, type Side } from '../model/policy.ts';
import type { Explanations } from './explain.ts';
import { type Change, changeOf, fateOf } from './fate.ts';
import { foldKey, isFolded, memberOf } from './folded-end.ts';
import { sentence, type Told } from './sentence.ts';

export interface ForecastLine extends Told {
  /** Under whose name it is listed: the end whose policies drop it, else one that they look at. */
  readonly subject: Subject;
  readonly sentence: string;
  /** Undefined without a baseline. */
  readonly change: Change | undefined;
  /** The best of how its connections ended when they were seen. */
  readonly ending: Ending;
  readonly edges: number;
  readonly connections: number;
  /** 0: nobody knows. */
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
}

/** What policies do with an edge now and did before. */
export interface Judged {
  readonly outcome: Outcome;
  readonly before: Outcome | undefined;
}

/** Cannot occur in names and addresses. */
const SEPARATOR = '\n';

/** Edges with the same key are one line. */
export function lineKey(
  edge: Edge,
  { outcome, before }: Judged,
  explanations: Explanations,
): string {
  return [
    foldKey(edge.source),
    foldKey(edge.destination),
    edge.protocol,
    edge.port,
    edge.icmpType,
    edge.origin === 'conntrack',
    before?.verdict,
    ...SIDES.map((side) => outcome[side].verdict),
    ...SIDES.map((side) => explanations.of(outcome[side], endAt(edge, side).namespace)),
  ].join(SEPARATOR);
}

function endAt({ source, destination }: Edge, side: Side): Edge['source'] {
  return side === 'egress' ? source : destination;
}

/** The best first: one answer means that something works and would break. */
export const ENDINGS: readonly Ending[] = [
  'answered',
  'unknown',
  'unanswered',
  'unreachable',
  'refused',
];

/** Undefined of an end that is told alone. */
type Members = Set<string> | undefined;

function sorted(members: Members): readonly string[] {
  return members === undefined ? NO_MEMBERS : [...members].sort();
}

const NO_MEMBERS: readonly string[] = [];

export class LineSum {
  readonly #first: Edge;
  readonly #judged: Judged;
  readonly #sources: Members;
  readonly #destinations: Members;
  #ending: Ending = 'refused';
  #edges = 0;
  #connections = 0;
  #firstSeenUs = Number.POSITIVE_INFINITY;
  #lastSeenUs = 0;

  /** Starts at nothing; `first` gives the identity and still has to be added. */
  constructor(first: Edge, judged: Judged) {
    this.#first = first;
    this.#judged = judged;
    this.#sources = isFolded(first.source) ? new Set() : undefined;
    this.#destinations = isFolded(first.destination) ? new Set() : undefined;
  }

  /** `told`: the prefixes behind which outcomes are told (flow/outcome.ts). */
  add(edge: Edge, told: ReadonlySet<string>): void {
    const ending = outcomeOf(edge, told);
    if (ENDINGS.indexOf(ending) < ENDINGS.indexOf(this.#ending)) this.#ending = ending;
    this.#sources?.add(memberOf(edge.source));
    this.#destinations?.add(memberOf(edge.destination));
    this.#edges++;
    this.#connections += edge.connections;
    if (edge.firstSeenUs > 0) this.#firstSeenUs = Math.min(this.#firstSeenUs, edge.firstSeenUs);
    this.#lastSeenUs = Math.max(this.#lastSeenUs, edge.lastSeenUs);
  }

  line(explanations: Explanations): ForecastLine {
    const { outcome, before } = this.#judged;
    const { source, destination } = this.#first;
    const fate = fateOf(outcome.verdict);
    const told: Told = {
      source: { endpoint: source, members: sorted(this.#sources) },
      destination: { endpoint: destination, members: sorted(this.#destinations) },
      traffic: this.#first,
      isPreExisting: this.#first.origin === 'conntrack',
      fate,
      outcome,
    };
    const subject = subjectOf(this.#first, outcome);
    return {
      ...told,
      subject,
      sentence: sentence(told, subject.namespace, explanations),
      change: before && changeOf(fateOf(before.verdict), fate),
      ending: this.#ending,
      edges: this.#edges,
      connections: this.#connections,
      firstSeenUs: Number.isFinite(this.#firstSeenUs) ? this.#firstSeenUs : 0,
      lastSeenUs: this.#lastSeenUs,
    };
  }
}

const NOBODY: Subject = { namespace: '', workload: undefined };

/** Which of a connection's sides matters more; of equals, that of the source. */
const STRICTEST: readonly PolicyVerdict[] = ['denied', 'unknown', 'allowed', 'not_policed'];

function subjectOf(edge: Edge, outcome: Outcome): Subject {
  const sides = SIDES.toSorted(
    (a, b) => STRICTEST.indexOf(outcome[a].verdict) - STRICTEST.indexOf(outcome[b].verdict),
  );
  const subjects = sides.map((side) => ownershipOf(endAt(edge, side)).subject);
  return subjects.find((subject) => subject !== undefined) ?? NOBODY;
}
