/**
 * What policies must allow: for each edge the sides on which a default deny would drop it, and who
 * and what a rule there has to name. A need is the smallest thing that a rule can say; edges that
 * want the same rule share one.
 */
import type { Edge } from '../../flow/edge.ts';
import { outcomeOf, outcomePrefixes } from '../../flow/outcome.ts';
import { Evaluator } from '../evaluate/evaluator.ts';
import {
  DEFAULT_TIER,
  NETWORK_POLICY_ORDER,
  type Policy,
  SIDES,
  type Side,
} from '../model/policy.ts';
import type { World } from '../model/world.ts';
import { allOf, IS_POD, NAMESPACE_LABEL } from '../selector/selector.ts';
import type { LeftOut, LeftOutReason } from './left-out.ts';
import { isNobody, type Peer, type PeerTable } from './peers.ts';
import type { PolicyFormat } from './policy-format.ts';
import { isOfKubernetes, portKey, type WantedPort, wantedPort } from './wanted-port.ts';
import type { WorkloadGroup } from './workload-groups.ts';

export interface Need {
  readonly side: Side;
  readonly subject: WorkloadGroup;
  readonly peer: Peer;
  readonly port: WantedPort;
  readonly edges: Edge[];
}

export interface NeedQuestion {
  readonly edges: readonly Edge[];
  readonly world: World;
  readonly peers: PeerTable;
  readonly namespaces: ReadonlySet<string>;
  /** Policies that stand already: what they allow needs no rule. */
  readonly base: readonly Policy[];
  readonly format: PolicyFormat;
  /** Also what was never answered, or was dropped. */
  readonly withRefused: boolean;
}

export interface Needs {
  /** In no order that means anything. */
  readonly needs: readonly Need[];
  readonly leftOut: readonly LeftOut[];
  /** What policies allow, or will: sides of edges with an end in the namespaces. */
  readonly allowed: readonly AllowedSide[];
  /** Keys of groups of which any traffic was seen at all. */
  readonly seen: ReadonlySet<string>;
}

export interface AllowedSide {
  readonly edge: Edge;
  readonly side: Side;
  readonly subjects: readonly WorkloadGroup[];
}

export function needsOf(question: NeedQuestion): Needs {
  return new Gathering(question).result();
}

class Gathering {
  readonly #question: NeedQuestion;
  readonly #needs = new Map<string, Need>();
  readonly #leftOut: LeftOut[] = [];
  readonly #allowed: AllowedSide[] = [];
  readonly #seen = new Set<string>();
  readonly #told: ReadonlySet<string>;

  constructor(question: NeedQuestion) {
    this.#question = question;
    this.#told = outcomePrefixes(question.edges);
  }

  result(): Needs {
    const { edges, world, base, namespaces } = this.#question;
    const evaluator = new Evaluator([...base, isolationOf(namespaces)], world);
    for (const edge of edges) {
      if (edge.isReply) continue;
      const outcome = evaluator.evaluate(edge);
      for (const side of SIDES) {
        const { verdict } = outcome[side];
        if (verdict !== 'not_policed') this.#addSide(edge, side, verdict === 'allowed');
      }
    }
    return {
      needs: [...this.#needs.values()],
      leftOut: this.#leftOut,
      allowed: this.#allowed,
      seen: this.#seen,
    };
  }

  #addSide(edge: Edge, side: Side, isAllowed: boolean): void {
    const subjects = this.#subjectsOf(edge, side);
    if (isNobody(subjects)) {
      this.#leftOut.push({ edge, side, reason: subjects });
      return;
    }
    for (const { key } of subjects) this.#seen.add(key);
    if (subjects.length === 0) return;
    const reason =
      this.#unwanted(edge) ?? (isAllowed ? undefined : this.#add(edge, side, subjects));
    if (reason !== undefined) this.#leftOut.push({ edge, side, reason });
    else this.#allowed.push({ edge, side, subjects });
  }

  /** Groups of the namespaces in question; none where the end lies elsewhere. */
  #subjectsOf(edge: Edge, side: Side): readonly WorkloadGroup[] | LeftOutReason {
    const { peers, namespaces } = this.#question;
    const end = side === 'egress' ? edge.source : edge.destination;
    const possible = end.confidence === 'ambiguous' ? end.candidates : [end];
    if (!possible.some(({ namespace }) => namespaces.has(namespace))) return [];
    const found = peers.peersOf(end);
    if (isNobody(found)) return found;
    return found.flatMap((peer) =>
      peer.kind === 'pods' && namespaces.has(peer.group.namespace) ? [peer.group] : [],
    );
  }

  #unwanted(edge: Edge): LeftOutReason | undefined {
    if (this.#question.withRefused || edge.answered > 0) return undefined;
    if (edge.verdict === 'dropped') return 'dropped';
    const outcome = outcomeOf(edge, this.#told);
    return outcome === 'unknown' ? undefined : 'not_answered';
  }

  #add(edge: Edge, side: Side, subjects: readonly WorkloadGroup[]): LeftOutReason | undefined {
    const { peers, format } = this.#question;
    const found = peers.peersOf(side === 'egress' ? edge.destination : edge.source);
    if (isNobody(found)) return found;
    const port = wantedPort(peers.behindService(edge), peers.isAskingDns(edge));
    if (typeof port === 'string') return port;
    if (format === 'kubernetes' && !isOfKubernetes(port)) return 'cannot_be_said';
    for (const subject of subjects) {
      for (const peer of found) this.#addNeed({ side, subject, peer, port, edges: [edge] });
    }
    return undefined;
  }

  #addNeed(need: Need): void {
    const { side, subject, peer, port, edges } = need;
    const key = [side, subject.key, peer.key, portKey(port)].join('\n');
    const known = this.#needs.get(key);
    if (known === undefined) this.#needs.set(key, need);
    else known.edges.push(...edges);
  }
}

/** What nothing else allows is dropped at every pod of the namespaces, on both sides. */
function isolationOf(namespaces: ReadonlySet<string>): Policy {
  const values = [...namespaces];
  return {
    id: { kind: 'NetworkPolicy', namespace: '', name: 'isolation' },
    source: undefined,
    tier: DEFAULT_TIER,
    order: NETWORK_POLICY_ORDER,
    subject: allOf(IS_POD, { op: 'in', label: NAMESPACE_LABEL, values }),
    ingress: [],
    egress: [],
    staged: undefined,
    host: { doNotTrack: false, preDnat: false, applyOnForward: false },
  };
}
