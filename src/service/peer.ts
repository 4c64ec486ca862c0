/**
 * Who is at the other end of a connection, as far as the connection itself shows it. What a peer
 * may do is another question (access.ts).
 */

/** Of a client certificate that an authority of ours has signed and that is valid now. */
export interface PeerCertificate {
  readonly commonName: string;
  readonly organizations: readonly string[];
  /** DNS names of the subject alternative names; an agent's has its node's name. */
  readonly dnsNames: readonly string[];
  /** End of its validity, in milliseconds since the epoch. */
  readonly notAfterMs: number;
}

export interface Peer {
  readonly certificate?: PeerCertificate;
  /** A bearer token, nothing of it checked yet; never to be logged. */
  readonly token?: string;
}
