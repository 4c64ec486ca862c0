import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { END_MARK_MAX_MS, END_MARK_SILENCE_MS } from '../../../src/kube/watch/initial-events.ts';
import { DELAY_MAX_MS } from '../../../src/kube/watch/retry-delay.ts';
import { ReflectorLab } from './reflector-lab.ts';
import * as api from './scripted-server.ts';
import { podJson, until } from './scripted-server.ts';

let lab: ReflectorLab;

beforeEach(async () => {
  lab = await ReflectorLab.open();
});

afterEach(() => lab.close());

describe('a streaming list', () => {
  it('is told as one list at its end mark, and goes on as a watch', async () => {
    lab.server.next(
      api.stream(
        ...api.INITIAL,
        api.event('MODIFIED', podJson('a', '10')),
        api.event('DELETED', podJson('b', '11')),
      ),
    );
    const reflector = lab.start();
    await lab.heard(3);
    expect(lab.sink.heard).toEqual(['=b@8,a@5', '+a@10', '-b@11']);
    expect(reflector.status).toMatchObject({
      ...{ isSynced: true, currentUs: 1e9, lists: 1, watches: 1 },
      ...{ failures: 0, events: 2, bookmarks: 0, malformed: 0, error: '' },
    });
    expect(Object.fromEntries(lab.server.requests[0]!.searchParams)).toEqual({
      ...{ watch: '1', sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' },
      ...{ allowWatchBookmarks: 'true', resourceVersion: '', timeoutSeconds: '450' },
    });
  });

  it('gives way to watches of the length asked for, from its end mark on', async () => {
    lab.server.next(api.stream(...api.INITIAL), api.stream(api.event('ADDED', podJson('c', '10'))));
    const reflector = lab.start({ watchSeconds: 5 });
    await lab.heard(2);
    expect(lab.sink.heard).toEqual(['=b@8,a@5', '+c@10']);
    expect([lab.query(0, 'timeoutSeconds'), lab.query(1, 'timeoutSeconds')]).toEqual(['450', '5']);
    expect(lab.query(1, 'resourceVersion')).toBe('9');
    expect(reflector.status).toMatchObject({ failures: 0, error: '' });
  });

  it('keeps watches long when short ones bring no bookmark', async () => {
    const pod = (version: string) => api.endedStream(api.event('ADDED', podJson('c', version)));
    const short = ['10', '11', '12'].map(pod);
    const long = api.endedStream(api.event('ADDED', podJson('c', '13')), api.bookmark('14', false));
    lab.server.next(
      api.stream(...api.INITIAL),
      ...short,
      long,
      api.stream(api.event('ADDED', podJson('c', '15'))),
    );
    lab.start({ watchSeconds: 5 });
    await lab.heard(7);
    const seconds = [1, 2, 3, 4, 5].map((request) => lab.query(request, 'timeoutSeconds'));
    expect(seconds).toEqual(['5', '5', '5', '450', '5']);
  });

  it('takes no resourceVersion from initial events: broken off, it begins anew', async () => {
    lab.server.next(api.brokenStream(...api.INITIAL.slice(0, 2)), api.stream(...api.INITIAL));
    lab.start();
    await lab.passFailure(1);
    await lab.heard(1);
    expect(lab.sink.heard).toEqual(['=b@8,a@5']);
    expect(lab.query(1, 'resourceVersion')).toBe('');
  });

  it('leaves out what is deleted before its end', async () => {
    const gone = api.event('DELETED', podJson('b', '9'));
    lab.server.next(api.stream(api.INITIAL[0]!, api.INITIAL[1]!, gone, api.INITIAL[2]!));
    lab.start();
    await lab.heard(1);
    expect(lab.sink.heard).toEqual(['=a@5']);
  });

  it.each([400, 422])('that is refused with %i becomes a list and a watch', async (code) => {
    lab.server.next(
      api.refusal(code, 'sendInitialEvents is forbidden for watch'),
      api.list([podJson('a', '5')], '9'),
      api.stream(api.event('ADDED', podJson('b', '10')), api.errorEvent(410, 'too old')),
      api.list([podJson('b', '10')], '30'),
      api.stream(),
    );
    lab.start();
    await lab.heard(2);
    expect(lab.query(1, 'limit')).toBe('500');
    expect(lab.query(2, 'resourceVersion')).toBe('9');
    expect(lab.query(2, 'sendInitialEvents')).toBeNull();
    await lab.passFailure(1);
    await lab.requested(5);
    expect(lab.sink.heard).toEqual(['=a@5', '+b@10', '=b@10']);
    expect(lab.query(3, 'watch')).toBeNull();
  });

  it('of which the server never says the end becomes a list after a bounded silence', async () => {
    lab.server.next(api.stream(api.INITIAL[0]!), api.list([podJson('a', '5')], '9'), api.stream());
    const reflector = lab.start();
    await until(() => reflector.status.watches === 1);
    await lab.clock.advance(END_MARK_SILENCE_MS + 1_000);
    await lab.requested(3);
    expect(lab.sink.heard).toEqual(['=a@5']);
    expect(reflector.status.failures).toBe(0);
  });

  it('of which the server never says the end ends, however busy the cluster is', async () => {
    lab.server.next(api.stream(), api.list([podJson('a', '5')], '9'), api.stream());
    const reflector = lab.start();
    await until(() => reflector.status.watches === 1);
    const streaming = lab.server.response!;
    for (let ms = 0; ms <= END_MARK_MAX_MS && lab.server.requests.length === 1; ms += 1_000) {
      if (!streaming.destroyed) streaming.write(api.event('ADDED', podJson('b', String(ms))));
      await lab.clock.advance(1_000);
    }
    await lab.requested(3);
    expect(lab.sink.heard).toEqual(['=a@5']);
  });
});

describe('a watch', () => {
  it('that breaks within an event goes on behind the last whole one', async () => {
    const next = api.event('MODIFIED', podJson('a', '11'));
    lab.server.next(
      api.brokenStream(
        ...api.INITIAL,
        api.event('MODIFIED', podJson('a', '10')),
        next.subarray(0, 40),
      ),
      api.stream(next),
    );
    const reflector = lab.start();
    await until(() => reflector.status.failures === 1);
    expect(reflector.status.error).toBe('pods: watch failed: the server broke the connection');
    await lab.clock.advance(DELAY_MAX_MS);
    await lab.heard(3);
    expect(lab.sink.heard).toEqual(['=b@8,a@5', '+a@10', '+a@11']);
    expect(lab.query(1, 'resourceVersion')).toBe('10');
    expect(reflector.status).toMatchObject({ lists: 1, error: '' });
  });

  it('goes on from the last bookmark when the server ends it', async () => {
    lab.server.next(api.endedStream(...api.INITIAL, api.bookmark('40')), api.stream());
    const reflector = lab.start();
    await lab.requested(2);
    expect(lab.sink.heard).toEqual(['=b@8,a@5', 'bookmark']);
    expect(lab.query(1, 'resourceVersion')).toBe('40');
    expect(reflector.status).toMatchObject({ bookmarks: 1, failures: 0 });
  });

  it.each([
    ['in the stream', api.stream(api.errorEvent(410, 'too old resource version'))],
    ['over HTTP', api.refusal(410, 'too old resource version')],
  ])('that is expired %s becomes a list', async (_where, expired) => {
    lab.server.next(api.endedStream(...api.INITIAL), expired, api.stream(...api.INITIAL));
    const reflector = lab.start();
    await lab.passFailure(1);
    await lab.heard(2);
    expect(lab.query(2, 'sendInitialEvents')).toBe('true');
    expect(reflector.status).toMatchObject({ lists: 2, error: '' });
  });

  it('that falls silent is opened again, and says that it was the watch', async () => {
    const added = api.event('ADDED', podJson('c', '10'));
    lab.server.next(api.stream(...api.INITIAL), api.stream(added));
    const reflector = lab.start({ inactivityMs: 50 });
    await until(() => reflector.status.failures === 1);
    expect(reflector.status).toMatchObject({
      error: 'pods: watch failed: the server has fallen silent',
      openSinceUs: 0,
    });
    await lab.clock.advance(DELAY_MAX_MS);
    await lab.heard(2);
    expect(lab.query(1, 'resourceVersion')).toBe('9');
    expect(reflector.status.error).toBe('');
    expect(reflector.status.openSinceUs).toBeGreaterThan(1e9);
  });

  it('that the server never answers is asked for again', async () => {
    lab.server.next(() => undefined, api.stream(...api.INITIAL));
    const reflector = lab.start({ inactivityMs: 50 });
    await lab.passFailure(1);
    await lab.heard(1);
    expect(reflector.status.failures).toBe(1);
  });

  it('that ends as soon as it begins is not opened again at once', async () => {
    lab.server.next(api.endedStream(...api.INITIAL), api.endedStream(), api.stream());
    const reflector = lab.start();
    await until(() => reflector.status.failures === 1);
    expect(lab.server.requests).toHaveLength(2);
    expect(reflector.status.error).toBe(
      'pods: watch failed: the server ends watches as soon as they begin',
    );
    await lab.clock.advance(DELAY_MAX_MS);
    await lab.requested(3);
  });

  it('that the server goes on refusing becomes a list', async () => {
    const refused = api.refusal(500, 'etcdserver: mvcc: database space exceeded');
    lab.server.next(api.endedStream(...api.INITIAL));
    lab.server.next(...new Array<api.Answer>(5).fill(refused), api.stream(...api.INITIAL));
    lab.start();
    for (let failure = 1; failure <= 5; failure++) await lab.passFailure(failure);
    await lab.heard(2);
    expect(lab.query(6, 'sendInitialEvents')).toBe('true');
  });

  it('passes over what it cannot read, and counts it', async () => {
    const bent = podJson('c', '10', 'no address');
    const frames = [api.event('ADDED', bent), api.event('ADDED', podJson('d', '11'))];
    lab.server.next(api.stream(...api.INITIAL, ...frames));
    const reflector = lab.start();
    await lab.heard(2);
    expect(lab.sink.heard[1]).toBe('+d@11');
    expect(reflector.status.malformed).toBe(1);
  });

  it('may be in JSON', async () => {
    const initial = [
      { type: 'ADDED', object: podJson('a', '5') },
      {
        type: 'BOOKMARK',
        object: {
          metadata: {
            resourceVersion: '9',
            annotations: { 'k8s.io/initial-events-end': 'true' },
          },
        },
      },
      { type: 'DELETED', object: podJson('a', '10') },
    ];
    lab.server.next((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(initial.map((event) => `${JSON.stringify(event)}\n`).join(''));
    });
    lab.start();
    await lab.heard(2);
    expect(lab.sink.heard).toEqual(['=a@5', '-a@10']);
  });
});
