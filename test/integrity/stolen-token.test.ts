/**
 * What docs/threat-model.md says of a stolen token of an agent, tried: what its thief can do, what
 * not, and for how long.
 */
import { status } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import type { Hello } from '../../src/wire/ingest.ts';
import { type GuardedLab, openGuardedLab, type Shown } from '../aggregator/access/guarded-lab.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';

const NODE = 'node-a';
const POD = 'agent-on-node-a';

function speak(lab: GuardedLab, shown: Shown, changes: Partial<Hello> = {}) {
  const agent = lab.agent(shown);
  agent.send({ kind: 'hello', hello: helloOf({ node: NODE, ...changes }) });
  return agent;
}

it('counts flows in the name of its own node, and pushes its agent out', async () => {
  await using lab = await openGuardedLab();
  const token = lab.agentToken(NODE);
  const honest = speak(lab, { token });
  expect(await honest.next()).toMatchObject({ kind: 'welcome', welcome: { epoch: 1 } });
  const thief = speak(lab, { token }, { instance: 'thief' });
  expect(await thief.next()).toMatchObject({ kind: 'welcome', welcome: { epoch: 2 } });
  const forged = batchOf(1, { epoch: 2, flows: [flowOf({ lines: 7 })] });
  thief.send({ kind: 'batch', batch: forged });
  expect(await thief.next()).toEqual({ kind: 'ack', sequence: 1 });
  expect(await honest.next()).toMatchObject({ kind: 'refused', reason: 'fenced' });
  expect(lab.logged()).toContain('a newer instance speaks for this node and source');
});

it.each([
  ['another node', { node: 'node-b' }],
  ['its node in another cluster', { cluster: 'red' }],
])('does not speak for %s', async (_other, changes) => {
  await using lab = await openGuardedLab();
  const thief = speak(lab, { token: lab.agentToken(NODE) }, changes);
  await expect(thief.next()).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
  expect(lab.hellos()).toBe(0);
});

it('reads nothing, and is no token of the API server', async () => {
  await using lab = await openGuardedLab();
  const token = lab.agentToken(NODE);
  await expect(lab.reader({ token }).getStatus()).rejects.toMatchObject({
    code: status.PERMISSION_DENIED,
  });
  expect(await lab.get('/api/v1/edges', { token })).toMatchObject({ status: 403 });
  const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
  expect(claims.aud).toEqual(['dropcast']);
});

it('opens no stream from a minute after its pod is gone', async () => {
  await using lab = await openGuardedLab();
  const token = lab.agentToken(NODE);
  expect(await speak(lab, { token }).next()).toMatchObject({ kind: 'welcome' });
  lab.api.delete('pods', `dropcast/${POD}`);
  lab.pass(59_000);
  expect(await speak(lab, { token }).next()).toMatchObject({ kind: 'welcome' });
  lab.pass(2_000);
  await expect(speak(lab, { token }).next()).rejects.toMatchObject({
    code: status.UNAUTHENTICATED,
  });
});

it('keeps a stream open no longer than it is granted for', async () => {
  await using lab = await openGuardedLab();
  const thief = speak(lab, { token: lab.agentToken(NODE, { validMs: 1_500 }) });
  expect(await thief.next()).toMatchObject({ kind: 'welcome' });
  expect(await thief.next()).toBeUndefined();
});
