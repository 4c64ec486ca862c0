import { describe, expect, it } from 'vitest';
import { GRANT_MS_MAX } from '../../../src/service/certificate-access.ts';
import * as faults from '../../kube/api-server/faults.ts';
import {
  type AccessLab,
  AGENT,
  certificateOf,
  HOUR_MS,
  openAccessLab,
  refusalOf,
} from './access-lab.ts';

const CLAIM = { cluster: 'blue', node: 'node-a' };
const ALL = { verb: 'list', namespace: '' } as const;
const FLOWS = ['get', 'list', 'watch'].map((verb) => `${verb} flows.dropcast.io`);

const reviews = ({ api }: AccessLab, plural = 'tokenreviews') =>
  api.requests.count('create', plural);

describe('an agent with a token', () => {
  it('speaks for the node that its pod is on', async () => {
    await using lab = await openAccessLab();
    const grant = await lab.access.agent({ token: lab.agentToken('node-a') }, CLAIM);
    expect(grant.who).toBe(`${AGENT}, pod dropcast/agent-on-node-a`);
    expect(grant.untilMs).toBeGreaterThan(lab.nowMs() + GRANT_MS_MAX - HOUR_MS / 60);
    expect(grant.untilMs).toBeLessThanOrEqual(lab.nowMs() + GRANT_MS_MAX);
  });

  it('is granted no longer than its token lasts', async () => {
    await using lab = await openAccessLab();
    const token = lab.agentToken('node-a', { validMs: 120_000 });
    const grant = await lab.access.agent({ token }, CLAIM);
    expect(grant.untilMs).toBeLessThanOrEqual(lab.nowMs() + 120_000);
  });

  it('is found by its pod where tokens name no node', async () => {
    await using lab = await openAccessLab();
    lab.api.tokens.nodeClaims = false;
    const token = lab.agentToken('node-a');
    await lab.access.agent({ token }, CLAIM);
    await lab.access.agent({ token }, CLAIM);
    expect(lab.api.requests.count('get', 'pods')).toBe(1);
    const [code, line] = await refusalOf(lab.access.agent({ token }, { ...CLAIM, node: 'node-b' }));
    expect([code, line]).toEqual([
      'forbidden',
      'the token is of pod dropcast/agent-on-node-a on node node-a, not on node-b',
    ]);
  });

  it('says what to grant where its pod may not be looked at', async () => {
    await using lab = await openAccessLab();
    lab.api.tokens.nodeClaims = false;
    lab.api.access.allows = ({ resource }) => resource.plural !== 'pods';
    const asked = lab.access.agent({ token: lab.agentToken('node-a') }, CLAIM);
    expect(await refusalOf(asked)).toEqual([
      'unavailable',
      'nobody can be told from anybody now: grant the aggregator get on pods: ' +
        'tokens name no node before Kubernetes 1.30',
    ]);
  });

  it('speaks for no other cluster: there may be a node of the same name', async () => {
    await using lab = await openAccessLab();
    const asked = lab.access.agent(
      { token: lab.agentToken('node-a') },
      { ...CLAIM, cluster: 'red' },
    );
    expect(await refusalOf(asked)).toEqual([
      'forbidden',
      "tokens speak for cluster 'blue', not for 'red': its agents need certificates",
    ]);
    expect(reviews(lab)).toBe(0);
  });

  it('may also have a certificate that says nothing', async () => {
    await using lab = await openAccessLab();
    const peer = { ...certificateOf({ commonName: 'proxy' }), token: lab.agentToken('node-a') };
    expect((await lab.access.agent(peer, CLAIM)).who).toContain('pod dropcast/agent-on-node-a');
  });
});

describe('answers', () => {
  it('are asked for once by all who wait, and once in a minute', async () => {
    await using lab = await openAccessLab();
    const peer = { token: lab.agentToken('node-a') };
    await Promise.all(Array.from({ length: 5 }, () => lab.access.agent(peer, CLAIM)));
    lab.pass(59_000);
    await lab.access.agent(peer, CLAIM);
    expect([reviews(lab), reviews(lab, 'subjectaccessreviews')]).toEqual([1, 1]);
    lab.pass(2_000);
    await lab.access.agent(peer, CLAIM);
    expect([reviews(lab), reviews(lab, 'subjectaccessreviews')]).toEqual([2, 2]);
  });

  it('that deny hold ten seconds', async () => {
    await using lab = await openAccessLab();
    const peer = { token: 'nonsense' };
    for (const passedMs of [0, 9_000, 2_000]) {
      lab.pass(passedMs);
      expect((await refusalOf(lab.access.agent(peer, CLAIM)))[0]).toBe('unauthenticated');
    }
    expect(reviews(lab)).toBe(2);
    const jane = { token: lab.readerToken('jane') };
    expect((await refusalOf(lab.access.reader(jane, ALL)))[0]).toBe('forbidden');
    const subject = 'system:serviceaccount:people:jane';
    lab.api.access.bindings.push({ subject, allow: FLOWS });
    expect((await refusalOf(lab.access.reader(jane, ALL)))[0]).toBe('forbidden');
    lab.pass(11_000);
    expect((await lab.access.reader(jane, ALL)).who).toBe(subject);
  });

  it('never hold past the end of the token', async () => {
    await using lab = await openAccessLab();
    const token = lab.agentToken('node-a', { validMs: 30_000 });
    await lab.access.agent({ token }, CLAIM);
    lab.pass(31_000);
    expect(await refusalOf(lab.access.agent({ token }, CLAIM))).toEqual([
      'unauthenticated',
      'the token is not accepted: it has expired',
    ]);
  });

  it('are asked for again when a connection was broken', async () => {
    await using lab = await openAccessLab();
    const token = lab.agentToken('node-a');
    await lab.access.agent({ token }, CLAIM);
    lab.api.network.sever();
    lab.pass(61_000);
    expect((await lab.access.agent({ token }, CLAIM)).who).toContain(AGENT);
  });
});

describe('a reader', () => {
  it('with a token may do what roles allow its service account', async () => {
    await using lab = await openAccessLab();
    const subject = 'system:serviceaccounts:people';
    lab.api.access.bindings.push({ subject, allow: ['list flows.dropcast.io'] });
    const peer = { token: lab.readerToken('jane') };
    expect((await lab.access.reader(peer, ALL)).who).toBe('system:serviceaccount:people:jane');
    expect(await refusalOf(lab.access.reader(peer, { ...ALL, verb: 'get' }))).toEqual([
      'forbidden',
      'system:serviceaccount:people:jane may not get flows.dropcast.io in all namespaces: ' +
        'a role must allow it',
    ]);
  });

  it('with a certificate is its common name, in its organizations', async () => {
    await using lab = await openAccessLab();
    lab.api.access.bindings.push({ subject: 'auditors', allow: FLOWS });
    const jane = certificateOf({ commonName: 'jane', organizations: ['auditors'] });
    expect((await lab.access.reader(jane, ALL)).who).toBe('jane');
    const john = certificateOf({ commonName: 'john', organizations: ['others'] });
    expect((await refusalOf(lab.access.reader(john, ALL)))[0]).toBe('forbidden');
    const nobody = certificateOf({ organizations: ['auditors'] });
    expect((await refusalOf(lab.access.reader(nobody, ALL)))[0]).toBe('unauthenticated');
  });

  it('that shows both is who the token says', async () => {
    await using lab = await openAccessLab();
    lab.api.access.bindings.push({ subject: 'system:serviceaccount:people:jane', allow: FLOWS });
    const peer = { ...certificateOf({ commonName: 'machine' }), token: lab.readerToken('jane') };
    expect((await lab.access.reader(peer, ALL)).who).toBe('system:serviceaccount:people:jane');
  });

  it('that is allowed one namespace sees that one, and not the whole', async () => {
    await using lab = await openAccessLab();
    const subject = 'system:serviceaccount:people:jane';
    lab.api.access.bindings.push({ subject, allow: FLOWS, namespace: 'shop' });
    const peer = { token: lab.readerToken('jane') };
    await lab.access.reader(peer, { verb: 'list', namespace: 'shop' });
    for (const namespace of ['', 'bank', 'shop/', 'Shop', '*']) {
      const [code] = await refusalOf(lab.access.reader(peer, { verb: 'list', namespace }));
      expect(code).toBe('forbidden');
    }
  });
});

describe('an API server', () => {
  it.each([
    ['is too busy', () => faults.tooManyRequests(1), 'the API server is busy'],
    ['shuts down', () => faults.unavailable(), 'the API server is busy'],
    ['is behind a broken proxy', () => faults.badGateway(), 'no answer that can be used'],
    ['breaks off', () => faults.cut(), 'no answer that can be used'],
  ])('that %s opens nothing, and the next try is another', async (_title, fault, line) => {
    await using lab = await openAccessLab();
    const peer = { token: lab.agentToken('node-a') };
    lab.api.faults.next('create', fault(), 'tokenreviews');
    const [code, told] = await refusalOf(lab.access.agent(peer, CLAIM));
    expect([code, told]).toEqual(['unavailable', expect.stringContaining(line)]);
    lab.api.faults.next('create', fault(), 'subjectaccessreviews');
    expect((await refusalOf(lab.access.agent(peer, CLAIM)))[0]).toBe('unavailable');
    expect((await lab.access.agent(peer, CLAIM)).who).toContain(AGENT);
  });

  it('that does not answer is not waited for', async () => {
    await using lab = await openAccessLab(100);
    const held = Promise.withResolvers<void>();
    lab.api.faults.next('create', faults.hold(held.promise));
    lab.api.faults.next('create', faults.hold(held.promise));
    const asked = lab.access.agent({ token: lab.agentToken('node-a') }, CLAIM);
    expect(await refusalOf(asked)).toEqual([
      'unavailable',
      'nobody can be told from anybody now: the API server does not answer',
    ]);
    held.resolve();
  });

  it('that does not let us ask is named with what to grant', async () => {
    await using lab = await openAccessLab();
    lab.api.access.allows = ({ resource }) => resource.plural !== 'subjectaccessreviews';
    const asked = lab.access.agent({ token: lab.agentToken('node-a') }, CLAIM);
    expect(await refusalOf(asked)).toEqual([
      'unavailable',
      'nobody can be told from anybody now: grant the aggregator ' +
        'create on subjectaccessreviews.authorization.k8s.io',
    ]);
  });

  it('that knows of no audiences is not trusted with ours', async () => {
    await using lab = await openAccessLab();
    const user = { username: AGENT, extra: {} };
    lab.api.faults.next('create', {
      refusal: { code: 201, body: JSON.stringify({ status: { authenticated: true, user } }) },
    });
    const asked = lab.access.agent({ token: lab.agentToken('node-a') }, CLAIM);
    expect(await refusalOf(asked)).toEqual([
      'unauthenticated',
      'the token is not accepted: it is not for the audience dropcast',
    ]);
  });
});
