import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccessError, type ClusterAccess } from '../../../src/kube/credentials/cluster-access.ts';
import { DELAY_MAX_MS, SLOW_DELAY_MAX_MS } from '../../../src/kube/watch/retry-delay.ts';
import { ReflectorLab } from './reflector-lab.ts';
import * as api from './scripted-server.ts';
import { podJson, until } from './scripted-server.ts';

let lab: ReflectorLab;

beforeEach(async () => {
  lab = await ReflectorLab.open();
});

afterEach(() => lab.close());

describe('a failure', () => {
  it('of a role says what to grant to whom, and ends when it is granted', async () => {
    const user = 'system:serviceaccount:dropcast:agent';
    const lines: string[] = [];
    lab.server.next(
      api.refusal(403, `pods is forbidden: User "${user}" cannot list resource "pods"`),
      api.stream(...api.INITIAL),
    );
    lab.start({ onError: (line) => lines.push(line) });
    await lab.passFailure(1, SLOW_DELAY_MAX_MS);
    await lab.heard(1);
    expect(lines).toEqual([
      'pods: list forbidden: grant list and watch on pods' +
        ' to serviceaccount agent in namespace dropcast',
      '',
    ]);
  });

  it('with Retry-After waits as long as the server wishes', async () => {
    const busy = api.refusal(429, 'storage is (re)initializing', { 'retry-after': '7' });
    lab.server.next(busy, api.stream(...api.INITIAL));
    const reflector = lab.start();
    await until(() => reflector.status.failures === 1);
    await lab.clock.advance(6_999);
    expect(lab.server.requests).toHaveLength(1);
    await lab.clock.advance(600);
    await lab.heard(1);
  });

  it('to connect is one line, and ends when the server is there', async () => {
    let url = 'http://127.0.0.1:1';
    lab.server.next(api.stream(...api.INITIAL));
    const reflector = lab.start({ access: api.accessTo(() => url) });
    await until(() => reflector.status.failures === 1);
    expect(reflector.status.error).toBe('pods: list failed: connect ECONNREFUSED 127.0.0.1:1');
    url = lab.server.url;
    await lab.clock.advance(DELAY_MAX_MS);
    await lab.heard(1);
  });

  it('of credentials has them read again', async () => {
    let token = 'old';
    const access: ClusterAccess = {
      ...api.accessTo(() => lab.server.url),
      credentials: async () => ({
        ...(await lab.server.access.credentials()),
        headers: { authorization: `Bearer ${token}` },
      }),
      forget: () => {
        token = 'new';
      },
    };
    lab.server.next(api.refusal(401, 'Unauthorized'), api.stream(...api.INITIAL));
    lab.start({ access });
    await lab.passFailure(1);
    await lab.heard(1);
    const shown = lab.server.headers.map(({ authorization }) => authorization);
    expect(shown).toEqual(['Bearer old', 'Bearer new']);
  });

  it('to find credentials says why, and ends when they are there', async () => {
    let isThere = false;
    const access: ClusterAccess = {
      ...lab.server.access,
      credentials: async () => {
        if (isThere) return lab.server.access.credentials();
        throw new AccessError('not_found', 'cannot read /token (ENOENT)');
      },
    };
    lab.server.next(api.stream(...api.INITIAL));
    const reflector = lab.start({ access });
    await until(() => reflector.status.failures === 1);
    expect(reflector.status.error).toBe('pods: list failed: cannot read /token (ENOENT)');
    isThere = true;
    await lab.clock.advance(DELAY_MAX_MS);
    await lab.heard(1);
  });

  it('of the sink ends the reflector', async () => {
    lab.sink.applied = () => {
      throw new TypeError('no');
    };
    lab.server.next(api.stream(...api.INITIAL, api.event('ADDED', podJson('c', '10'))));
    lab.start();
    await expect(lab.running).rejects.toThrow(new TypeError('no'));
  });
});
