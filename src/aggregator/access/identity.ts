/** Whom the API server, or a certificate, says that somebody is; what roles are bound to. */
import type { PeerCertificate } from '../../service/peer.ts';

export interface Identity {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** Kubernetes puts everybody into it who is somebody. */
const AUTHENTICATED = 'system:authenticated';

/**
 * As the API server takes a client certificate: the common name is the user, the organizations are
 * the groups.
 */
export function identityOf({
  commonName,
  organizations,
}: Pick<PeerCertificate, 'commonName' | 'organizations'>): Identity {
  return {
    username: commonName,
    uid: '',
    groups: [...organizations, AUTHENTICATED],
    extra: {},
  };
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** The pod that a service account's token is bound to. */
export interface BoundPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Empty where the API server does not say (Kubernetes before 1.30). */
  readonly node: string;
}

/**
 * Undefined for people, for tokens that no pod has, and for what only looks like one: the keys are
 * trusted of service accounts alone.
 * Source: k8s.io/apiserver pkg/authentication/serviceaccount/util.go.
 */
export function boundPod({ username, extra }: Identity): BoundPod | undefined {
  const namespace = SERVICE_ACCOUNT.exec(username)?.[1];
  const only = (key: string): string => {
    const [value = '', ...others] = extra[`authentication.kubernetes.io/${key}`] ?? [];
    return others.length === 0 ? value : '';
  };
  const pod = { name: only('pod-name'), uid: only('pod-uid'), node: only('node-name') };
  if (namespace === undefined || pod.name === '' || pod.uid === '') return undefined;
  return { namespace, ...pod };
}
