/**
 * Who may do what. An agent speaks for its own node, proven by a certificate that names the node or
 * by the token of a pod on it; a reader is who the API server or a certificate says, and may read
 * what the cluster's roles allow. Nothing is granted because nobody could be asked.
 *
 *   certificate ──────────────────────────────────────► node named in it            ┐
 *   token ──► TokenReview ──► pod's node ──► may `create flows.dropcast.io`?         ├─► Grant
 *   token or certificate ──► Identity ─────► may `get | list | watch` them, and where? ┘
 */
import { openJsonApi } from '../../kube/api/json-api.ts';
import type { ClusterAccess } from '../../kube/credentials/cluster-access.ts';
import {
  type Access,
  AccessRefusal,
  type AgentClaim,
  type Grant,
  type Question,
} from '../../service/access.ts';
import {
  certificateAccess,
  GRANT_MS_MAX,
  shownCertificate,
} from '../../service/certificate-access.ts';
import type { Peer } from '../../service/peer.ts';
import { AccessReviews } from './access-reviews.ts';
import { boundPod, identityOf } from './identity.ts';
import { PodNodes } from './pod-nodes.ts';
import { type TokenHolder, TokenReviews } from './token-reviews.ts';

export interface AccessOptions {
  /** Who is asked about tokens and roles; undefined: certificates alone count. */
  readonly api: ClusterAccess | undefined;
  /** What tokens must be meant for. */
  readonly audience: string;
  /** Of the cluster whose API server is asked, and of agents that name none. */
  readonly clusterName: string;
  readonly nowMs: () => number;
  /** How long the API server may take; unless said, four seconds. */
  readonly answerMsMax?: number;
}

export interface OpenedAccess extends Access {
  /** Ends questions to the API server that are under way. */
  close(): void;
}

export function openAccess({ api, ...options }: AccessOptions): OpenedAccess {
  if (api === undefined) return { ...certificateAccess(options), close: () => {} };
  return new ReviewedAccess(api, options);
}

class ReviewedAccess implements OpenedAccess {
  readonly #options: Omit<AccessOptions, 'api'>;
  readonly #certificates: Access;
  readonly #tokens: TokenReviews;
  readonly #reviews: AccessReviews;
  readonly #nodes: PodNodes;
  readonly close: () => void;

  constructor(access: ClusterAccess, options: Omit<AccessOptions, 'api'>) {
    const { audience, nowMs, answerMsMax } = options;
    const api = openJsonApi(access, answerMsMax);
    this.#options = options;
    this.#certificates = certificateAccess(options);
    this.#tokens = new TokenReviews({ api, audience, nowMs });
    this.#reviews = new AccessReviews(api, nowMs);
    this.#nodes = new PodNodes(api, nowMs);
    this.close = () => api.close();
  }

  /** A certificate that names the node is enough; another one says nothing against a token. */
  async agent(peer: Peer, claim: AgentClaim): Promise<Grant> {
    const certified = this.#certificates.agent(peer, claim);
    const { token } = peer;
    if (token === undefined) return certified;
    const granted = await certified.catch(() => undefined);
    return granted ?? this.#agentByToken(token, claim);
  }

  async #agentByToken(token: string, { cluster, node }: AgentClaim): Promise<Grant> {
    const { clusterName } = this.#options;
    if (cluster !== clusterName) {
      const why = `tokens speak for cluster '${clusterName}', not for '${cluster}'`;
      throw new AccessRefusal('forbidden', `${why}: its agents need certificates`);
    }
    const holder = await this.#tokens.holder(token);
    const { username } = holder.identity;
    const pod = boundPod(holder.identity);
    if (pod === undefined) throw unbound(username);
    const where = await this.#nodes.nodeOf(pod);
    const podName = `${pod.namespace}/${pod.name}`;
    if (where !== node) {
      const why = `the token is of pod ${podName} on node ${where}, not on ${node}`;
      throw new AccessRefusal('forbidden', why);
    }
    await this.#reviews.allow(holder.identity, { verb: 'create', namespace: '' });
    return { who: `${username}, pod ${podName}`, untilMs: this.#untilMs(holder) };
  }

  async reader(peer: Peer, question: Question): Promise<Grant> {
    const holder = await this.#holder(peer);
    await this.#reviews.allow(holder.identity, question);
    return { who: holder.identity.username, untilMs: this.#untilMs(holder) };
  }

  /** Whoever shows a token means it: the certificate may be that of the machine. */
  async #holder(peer: Peer): Promise<TokenHolder> {
    if (peer.token !== undefined) return this.#tokens.holder(peer.token);
    const certificate = shownCertificate(peer, this.#options.nowMs());
    if (certificate.commonName === '') {
      throw new AccessRefusal('unauthenticated', 'the client certificate has no common name');
    }
    return { identity: identityOf(certificate), endsMs: certificate.notAfterMs };
  }

  #untilMs({ endsMs }: TokenHolder): number {
    return Math.min(endsMs, this.#options.nowMs() + GRANT_MS_MAX);
  }
}

function unbound(username: string): AccessRefusal {
  const why = `the token of ${username} is bound to no pod`;
  const instead = 'mount a projected service account token (Kubernetes 1.21 or newer)';
  return new AccessRefusal('forbidden', `${why}: ${instead}`);
}
