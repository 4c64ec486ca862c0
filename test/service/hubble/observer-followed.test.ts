/** What Hubble's command gets when it follows, and who may ask. */
import { Metadata, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FOLLOWER_EDGES_MAX } from '../../../src/service/live-edges.ts';
import { QuestionGate } from '../../../src/service/question-gate.ts';
import { QUESTION_LIMITS } from '../../../src/service/question-limits.ts';
import { outsideEndpoint } from '../../flow/edge-fixtures.ts';
import type { HubbleClient, Plain } from './hubble-client.ts';
import { DB, flowAt, flowsOf, HubbleLab, NODE, secondsOf } from './hubble-lab.ts';

let lab: HubbleLab;
let client: HubbleClient;

beforeEach(async () => {
  lab = new HubbleLab();
  client = await lab.connect();
});

afterEach(() => lab.close());

describe('hubble observe --follow', () => {
  it('gets what is there, then what comes, until it leaves', async () => {
    lab.recent.push([flowAt(1, { port: 1 }), flowAt(2, { port: 2 })]);
    const call = client.flows({ follow: true, number: 1 });
    const seen: unknown[] = [];
    call.on('data', (each: Plain) => seen.push(each));
    await vi.waitUntil(() => flowsOf(seen as Plain[]).length === 1);
    lab.liveEdges.publish('node-a', [flowAt(3, { port: 3 })]);
    await vi.waitUntil(() => flowsOf(seen as Plain[]).length === 2);
    call.cancel();
    expect(secondsOf(seen as Plain[])).toEqual([2, 3]);
    expect(lab.asked.map(({ verb }) => verb)).toEqual(['watch', 'get']);
  });

  it('gets nothing old unless it asks for it, and only what it asks for', async () => {
    lab.recent.push([flowAt(1)]);
    const whitelist = [{ destination_port: ['80'] }];
    const call = client.flows({ follow: true, whitelist });
    const seen: Plain[] = [];
    call.on('data', (each: Plain) => seen.push(each));
    await vi.waitUntil(() => seen.length === 1);
    lab.liveEdges.publish('node-a', [flowAt(2), flowAt(3, { port: 80 })]);
    await vi.waitUntil(() => flowsOf(seen).length === 1);
    call.cancel();
    expect(secondsOf(seen)).toEqual([3]);
  });

  it('is told what it was too slow for', async () => {
    const call = client.flows({ follow: true });
    const seen: Plain[] = [];
    call.on('data', (each: Plain) => seen.push(each));
    await vi.waitUntil(() => seen.length === 1);
    lab.liveEdges.publish(
      'node-a',
      Array.from({ length: FOLLOWER_EDGES_MAX + 9 }, () => flowAt(1)),
    );
    // Who is heard, what was lost, and what was not.
    const all = 2 + FOLLOWER_EDGES_MAX;
    await vi.waitUntil(() => seen.length === all, { timeout: 40_000 });
    call.cancel();
    expect(seen[1]?.lost_events).toEqual({ source: 'HUBBLE_RING_BUFFER', num_events_lost: 9 });
    expect(lab.discarded).toBe(9);
  });

  it('ends in order when the service does', async () => {
    const call = client.flows({ follow: true });
    const ended = new Promise((resolve) => call.on('status', resolve));
    call.on('data', () => lab.end());
    expect(await ended).toMatchObject({ code: status.OK });
    expect(await client.health()).toEqual({ status: 'NOT_SERVING' });
  });
});

describe('a reader', () => {
  it('of one namespace may ask for it, and hears nothing of nodes', async () => {
    lab.nodes = [{ ...NODE, connected: false }];
    lab.refuse = ({ namespace }) => namespace !== 'shop';
    lab.recent.push([
      flowAt(1),
      flowAt(2, { source: DB, destination: outsideEndpoint('203.0.113.9') }),
    ]);
    const whitelist = [{ source_pod: ['shop/'] }, { destination_pod: ['shop/'] }];
    const answer = await client.allFlows({ whitelist });
    expect(answer).toHaveLength(1);
    expect(secondsOf(answer)).toEqual([1]);
    await expect(client.allFlows({})).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
    const another = [...whitelist, { destination_pod: ['data/'] }];
    await expect(client.allFlows({ whitelist: another })).rejects.toMatchObject({
      code: status.PERMISSION_DENIED,
    });
  });

  it('may send the token as the password, since hubble has no other way', async () => {
    const metadata = new Metadata();
    metadata.set('authorization', `Basic ${Buffer.from('any:a.b-c').toString('base64')}`);
    await client.allFlows({ number: 1 }, metadata);
    expect(lab.peers[0]).toEqual({ token: 'a.b-c' });
  });

  it('is not kept waiting for longer than a question may take', async () => {
    lab.close();
    lab = new HubbleLab({
      eachReport: (_filter, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
      gate: new QuestionGate({ limits: { ...QUESTION_LIMITS, msMax: 20 } }),
    });
    client = await lab.connect();
    await expect(client.allFlows({})).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
  });

  it('is told when an answer takes more than the memory for it', async () => {
    lab.close();
    const gate = new QuestionGate({ limits: { ...QUESTION_LIMITS, edgesMax: 2 } });
    lab = new HubbleLab({ gate });
    client = await lab.connect();
    lab.recent.push([flowAt(1), flowAt(2), flowAt(3)]);
    await expect(client.allFlows({})).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
  });
});
