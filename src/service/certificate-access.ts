/**
 * What client certificates prove by themselves, where nobody else can be asked: the authority that
 * signs them decides who speaks for a node and who may read.
 */
import {
  type Access,
  AccessRefusal,
  type AgentClaim,
  type Grant,
  type Question,
} from './access.ts';
import type { Peer, PeerCertificate } from './peer.ts';

/**
 * Grants rest on credentials that may be taken back before they end; after this long they are shown
 * again.
 */
export const GRANT_MS_MAX = 600_000;

/** An organization of this form says of which cluster the certificate's nodes are. */
const CLUSTER = 'dropcast:cluster:';

export interface CertificateAccessOptions {
  /** Of agents that name none, and of certificates that name none. */
  readonly clusterName: string;
  readonly nowMs: () => number;
  /** DNS names of machines that may read, too: an agent's aggregator. */
  readonly readers?: readonly string[];
}

/** Certificates alone count: an agent's for its own node, one that names no machine to read. */
export function certificateAccess(options: CertificateAccessOptions): Access {
  const { clusterName, nowMs, readers = [] } = options;
  return {
    async agent(peer: Peer, claim: AgentClaim): Promise<Grant> {
      const certificate = shownCertificate(peer, nowMs());
      const refusal = nodeRefusal(certificate, claim, clusterName);
      if (refusal !== undefined) throw refusal;
      return grantFor(certificate, nowMs());
    },
    async reader(peer: Peer, _question: Question): Promise<Grant> {
      const certificate = shownCertificate(peer, nowMs());
      const isReader = certificate.dnsNames.some((name) => readers.includes(name));
      if (isReader || !certificate.isMachine) return grantFor(certificate, nowMs());
      const machine = certificate.dnsNames[0] ?? certificate.commonName;
      const why = `the client certificate is of the machine ${machine}, which reads nothing`;
      throw new AccessRefusal('forbidden', why);
    },
  };
}

/** Throws AccessRefusal where there is none, or one whose time is over. */
export function shownCertificate({ certificate, token }: Peer, nowMs: number): PeerCertificate {
  if (certificate === undefined) {
    const what =
      token === undefined
        ? 'no credentials: a client certificate or a token is needed'
        : 'no API server can be asked about tokens here: a client certificate is needed';
    throw new AccessRefusal('unauthenticated', what);
  }
  // A connection outlives what it was opened with.
  if (certificate.notAfterMs > nowMs) return certificate;
  throw new AccessRefusal('unauthenticated', 'the client certificate has expired');
}

/** Why the certificate does not speak for the node; undefined when it does. */
function nodeRefusal(
  { dnsNames, organizations }: PeerCertificate,
  { node, cluster }: AgentClaim,
  clusterName: string,
): AccessRefusal | undefined {
  const named = organizations.filter((name) => name.startsWith(CLUSTER));
  const isOfCluster =
    named.length > 0 ? named.includes(CLUSTER + cluster) : cluster === clusterName;
  if (!isOfCluster) {
    const of = named.map((name) => name.slice(CLUSTER.length)).join(', ');
    const why =
      of === ''
        ? `the client certificate names no cluster: '${cluster}' takes O=${CLUSTER}${cluster}`
        : `the client certificate is of cluster '${of}', not of '${cluster}'`;
    return new AccessRefusal('forbidden', why);
  }
  if (dnsNames.includes(node)) return undefined;
  const whose = dnsNames.length === 0 ? 'no node' : dnsNames.join(', ');
  return new AccessRefusal('forbidden', `the client certificate names ${whose}, not ${node}`);
}

function grantFor(certificate: PeerCertificate, nowMs: number): Grant {
  const { commonName, dnsNames, notAfterMs } = certificate;
  const who = commonName || dnsNames.join(', ') || 'a certificate without a name';
  return { who, untilMs: Math.min(notAfterMs, nowMs + GRANT_MS_MAX) };
}
