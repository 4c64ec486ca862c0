/** An aggregator's access beside an API server, with a clock that is set by hand. */
import { openAccess } from '../../../src/aggregator/access/open-access.ts';
import { type Access, AccessRefusal, type Grant } from '../../../src/service/access.ts';
import type { Peer, PeerCertificate } from '../../../src/service/peer.ts';
import { type ApiServer, openApiServer } from '../../kube/api-server/open-api-server.ts';
import type { TokenRequest } from '../../kube/api-server/tokens.ts';
import { accessTo } from '../../kube/watch/api-server-lab.ts';

const AUDIENCE = 'dropcast';
export const AGENT = 'system:serviceaccount:dropcast:dropcast-agent';
export const HOUR_MS = 3_600_000;

export interface AccessLab extends AsyncDisposable {
  readonly api: ApiServer;
  readonly access: Access;
  /** Let time pass. */
  pass(ms: number): void;
  nowMs(): number;
  /** Of the pod on `node`, which is made when there is none. */
  agentToken(node: string, changes?: Partial<TokenRequest>): string;
  /** Of a person's service account in namespace `people`. */
  readerToken(name: string, changes?: Partial<TokenRequest>): string;
}

export async function openAccessLab(answerMsMax?: number): Promise<AccessLab> {
  const api = await openApiServer();
  api.access.bindings.push({ subject: AGENT, allow: ['create flows.dropcast.io'] });
  let passedMs = 0;
  const nowMs = () => Date.now() + passedMs;
  const access = openAccess({
    ...{ api: accessTo(api), audience: AUDIENCE, clusterName: 'blue', nowMs },
    ...(answerMsMax !== undefined && { answerMsMax }),
  });
  return {
    ...{ api, access, nowMs },
    pass: (ms) => {
      passedMs += ms;
    },
    agentToken(node, changes = {}) {
      const pod = changes.pod ?? `agent-on-${node}`;
      const namespace = changes.namespace ?? 'dropcast';
      if (!api.objects('pods').some(({ metadata }) => metadata.name === pod))
        api.put('pods', { metadata: { namespace, name: pod }, spec: { nodeName: node } });
      const account = { namespace, serviceAccount: 'dropcast-agent' };
      return api.tokens.issue({ ...account, audiences: [AUDIENCE], ...changes, pod });
    },
    readerToken: (name, changes) =>
      api.tokens.issue({
        ...{ namespace: 'people', serviceAccount: name, audiences: [AUDIENCE] },
        ...changes,
      }),
    async [Symbol.asyncDispose]() {
      access.close();
      await api[Symbol.asyncDispose]();
    },
  };
}

/** The code and the line; a grant where there should be none fails the test. */
export async function refusalOf(asked: Promise<Grant>): Promise<readonly [string, string]> {
  const outcome = await asked.catch((error: unknown) => error);
  if (outcome instanceof AccessRefusal) return [outcome.code, outcome.message];
  throw new Error(`not refused: ${JSON.stringify(outcome)} ${String(outcome)}`);
}

export function certificateOf(changes: Partial<PeerCertificate> = {}): Peer {
  const notAfterMs = Date.now() + 24 * HOUR_MS;
  const names = { commonName: '', organizations: [], dnsNames: [], isMachine: false };
  return { certificate: { ...names, notAfterMs, ...changes } };
}
