/**
 * The promise: nobody speaks for another node. A stranger is refused before the store has heard of
 * it, so that it moves no epoch, fences nobody, and counts nothing.
 */
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import type { Hello } from '../../src/wire/ingest.ts';
import { type GuardedLab, openGuardedLab, type Shown } from '../aggregator/access/guarded-lab.ts';
import { batchOf, helloOf } from '../aggregator/examples.ts';
import type { TestAgent } from '../aggregator/running.ts';
import { openAuthority } from '../kube/api-server/certificates.ts';
import * as faults from '../kube/api-server/faults.ts';

const NODE = 'node-a';

function sayHello(agent: TestAgent, changes: Partial<Hello> = {}) {
  agent.send({ kind: 'hello', hello: helloOf({ node: NODE, ...changes }) });
  return agent.next();
}

async function honestAgent(lab: GuardedLab): Promise<TestAgent> {
  const agent = lab.agent({ token: lab.agentToken(NODE) });
  expect(await sayHello(agent)).toMatchObject({ kind: 'welcome', welcome: { epoch: 1 } });
  agent.send({ kind: 'batch', batch: batchOf(1) });
  expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
  return agent;
}

async function expectRefused(lab: GuardedLab, shown: Shown, code: status, line: string) {
  const answer = sayHello(lab.agent(shown), { instance: 'stranger' });
  await expect(answer).rejects.toMatchObject({ code, details: expect.stringContaining(line) });
}

/** The store has heard one hello, and its agent goes on in the same epoch. */
async function expectUntouched(lab: GuardedLab, honest: TestAgent): Promise<void> {
  expect(lab.hellos()).toBe(1);
  honest.send({ kind: 'batch', batch: batchOf(2) });
  expect(await honest.next()).toEqual({ kind: 'ack', sequence: 2 });
}

interface Stranger {
  readonly title: string;
  readonly shown: (lab: GuardedLab) => Shown;
  readonly code?: status;
  readonly line: string;
}

const goneToken = (lab: GuardedLab): string => {
  const token = lab.agentToken(NODE, { pod: 'agent-that-was' });
  lab.api.delete('pods', 'dropcast/agent-that-was');
  return token;
};

const STRANGERS: readonly Stranger[] = [
  { title: 'no credential', shown: () => ({}), line: 'no credentials' },
  { title: 'a wrong token', shown: () => ({ token: 'nonsense' }), line: 'invalid bearer token' },
  {
    title: 'a token for the API server',
    shown: (lab) => ({ token: lab.agentToken(NODE, { audiences: ['kubernetes'] }) }),
    line: 'token audiences ["kubernetes"] is invalid for the target audiences ["dropcast"]',
  },
  {
    title: 'an expired token',
    shown: (lab) => ({ token: lab.agentToken(NODE, { validMs: -1_000 }) }),
    line: 'has expired',
  },
  {
    title: 'the token of an agent on another node',
    shown: (lab) => ({ token: lab.agentToken('node-b') }),
    code: status.PERMISSION_DENIED,
    line: 'on node node-b, not on node-a',
  },
  {
    title: 'the token of a pod on the node that is no agent',
    shown: (lab) => {
      const pod = { namespace: 'shop', serviceAccount: 'default', pod: 'cart' };
      return { token: lab.agentToken(NODE, pod) };
    },
    code: status.PERMISSION_DENIED,
    line: 'system:serviceaccount:shop:default may not create flows.dropcast.io',
  },
  {
    title: 'the token of a pod that is gone',
    shown: (lab) => ({ token: goneToken(lab) }),
    line: 'has been invalidated',
  },
  {
    title: 'the token of a pod that another one replaced',
    shown: (lab) => {
      const token = goneToken(lab);
      const metadata = { namespace: 'dropcast', name: 'agent-that-was' };
      lab.api.put('pods', { metadata, spec: { nodeName: NODE } });
      return { token };
    },
    line: 'does not match service account pod ref claim',
  },
  {
    title: "a token of the agents' account that no pod holds",
    shown: (lab) => {
      const account = { namespace: 'dropcast', serviceAccount: 'dropcast-agent' };
      return { token: lab.api.tokens.issue({ ...account, audiences: ['dropcast'] }) };
    },
    code: status.PERMISSION_DENIED,
    line: 'is bound to no pod',
  },
  {
    title: "another node's certificate",
    shown: (lab) => ({
      identity: lab.issue({ commonName: 'agent', names: ['node-b'] }),
    }),
    code: status.PERMISSION_DENIED,
    line: 'names node-b, not node-a',
  },
  {
    title: 'a certificate of an unknown authority',
    shown: () => ({
      identity: openAuthority().issue({ commonName: 'agent', names: [NODE] }),
    }),
    line: 'no credentials',
  },
  {
    title: 'an expired certificate',
    shown: (lab) => ({
      identity: lab.issue({ ...{ commonName: 'a', names: [NODE] }, validMs: -1 }),
    }),
    line: 'no credentials',
  },
  {
    title: "a reader's certificate",
    shown: (lab) => ({ identity: lab.issue({ commonName: 'jane' }) }),
    code: status.PERMISSION_DENIED,
    line: 'names no node',
  },
];

describe('a stranger', () => {
  it.each(STRANGERS)('with $title is refused, and moves nothing', async ({ shown, code, line }) => {
    await using lab = await openGuardedLab();
    const honest = await honestAgent(lab);
    await expectRefused(lab, shown(lab), code ?? status.UNAUTHENTICATED, line);
    await expectUntouched(lab, honest);
  });

  it('on a cluster before Kubernetes 1.30 is refused as well', async () => {
    await using lab = await openGuardedLab();
    lab.api.tokens.nodeClaims = false;
    const honest = await honestAgent(lab);
    const token = lab.agentToken('node-b');
    await expectRefused(lab, { token }, status.PERMISSION_DENIED, 'node-b, not on node-a');
    await expectUntouched(lab, honest);
  });

  it('that says nothing but batches is refused before anything is applied', async () => {
    await using lab = await openGuardedLab();
    const agent = lab.agent();
    agent.send({ kind: 'batch', batch: batchOf(1) });
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason: 'invalid' });
    expect(lab.hellos()).toBe(0);
  });

  it('is counted, told of in the log, and no secret with it', async () => {
    await using lab = await openGuardedLab();
    const tokens = [lab.agentToken('node-b'), lab.agentToken(NODE, { audiences: ['x'] }), 'qwertz'];
    const told = await Promise.all(
      tokens.map((token) => sayHello(lab.agent({ token })).catch((error: Error) => `${error}`)),
    );
    lab.api.faults.next('create', faults.refuse({ ...lab.api.objects('pods')[0]!, ...ECHO }));
    const token = lab.agentToken('node-c');
    told.push(await sayHello(lab.agent({ token })).catch((error: Error) => `${error}`));
    const page = await lab.metricsPage();
    const everything = [...told, lab.logged(), page].join('\n');
    for (const secret of [...tokens, token])
      for (const part of secret.split('.')) expect(everything).not.toContain(part);
    expect(lab.logged()).toContain('agent refused: the token is of pod dropcast/agent-on-node-b');
    const series = 'dropcast_aggregator_access_total{kind="agent",decision="unauthenticated"} 2';
    expect(page).toContain(series);
  });
});

const ECHO = { kind: 'Status', code: 500, message: 'internal error' } as const;

describe('an agent', () => {
  it('with the certificate of its node needs nobody to be asked', async () => {
    await using lab = await openGuardedLab();
    await lab.api.stop();
    const identity = lab.issue({ commonName: 'agent', names: [NODE] });
    expect(await sayHello(lab.agent({ identity }))).toMatchObject({ kind: 'welcome' });
  });

  it.each([
    ['refuses to review', () => faults.refuse(FORBIDDEN), 'grant the aggregator create on'],
    ['is too busy', () => faults.tooManyRequests(1), 'the API server is busy'],
    ['says nothing', () => faults.goSilent(), 'the API server does not answer'],
  ])('is told to come back where the API server %s', async (_title, fault, line) => {
    await using lab = await openGuardedLab(1_500);
    const token = lab.agentToken(NODE);
    lab.api.faults.next('create', fault(), 'tokenreviews');
    await expectRefused(lab, { token }, status.UNAVAILABLE, line);
    expect(lab.hellos()).toBe(0);
    expect(await sayHello(lab.agent({ token }))).toMatchObject({ kind: 'welcome' });
  });

  it('that was known a moment ago is known while the API server is away', async () => {
    await using lab = await openGuardedLab();
    const token = lab.agentToken(NODE);
    expect(await sayHello(lab.agent({ token }))).toMatchObject({ kind: 'welcome' });
    await lab.api.stop();
    expect(await sayHello(lab.agent({ token }))).toMatchObject({ kind: 'welcome' });
    lab.pass(61_000);
    await expectRefused(lab, { token }, status.UNAVAILABLE, 'does not answer');
    await lab.api.start();
    expect(await sayHello(lab.agent({ token }))).toMatchObject({ kind: 'welcome' });
  });
});

const FORBIDDEN = { kind: 'Status', code: 403, message: 'no', metadata: {} } as const;
