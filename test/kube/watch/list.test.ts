import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pods } from '../../../src/kube/watch/resource.ts';
import { ReflectorLab } from './reflector-lab.ts';
import * as api from './scripted-server.ts';
import { podJson, until } from './scripted-server.ts';

let lab: ReflectorLab;

beforeEach(async () => {
  lab = await ReflectorLab.open();
});

afterEach(() => lab.close());

const NO_STREAMING = api.refusal(422, 'sendInitialEvents is forbidden');

describe('a list', () => {
  it('comes page by page', async () => {
    lab.server.next(
      NO_STREAMING,
      api.list([podJson('a', '1')], '9', 'token'),
      api.list([podJson('b', '2')], '9'),
      api.stream(),
    );
    const reflector = lab.start();
    await lab.requested(4);
    expect(lab.sink.heard).toEqual(['=a@1,b@2']);
    expect(lab.query(2, 'continue')).toBe('token');
    expect(lab.query(3, 'resourceVersion')).toBe('9');
    expect(reflector.status.lists).toBe(1);
  });

  it('begins anew when its next page is expired', async () => {
    lab.server.next(
      NO_STREAMING,
      api.list([podJson('a', '1')], '9', 'token'),
      api.refusal(410, 'The provided continue parameter is too old'),
      api.list([podJson('b', '2')], '19'),
      api.stream(),
    );
    lab.start();
    await lab.passFailure(1);
    await lab.requested(5);
    expect(lab.sink.heard).toEqual(['=b@2']);
    expect(lab.query(3, 'continue')).toBeNull();
  });

  it('of one node may come from the memory of the server, but not from an older one', async () => {
    lab.server.next(
      NO_STREAMING,
      api.list([podJson('a', '1')], '9'),
      api.stream(api.errorEvent(410, 'too old')),
      api.refusal(504, 'Too large resource version: 9, current: 7'),
      api.list([podJson('a', '1')], '12'),
      api.stream(),
    );
    lab.start({ resource: pods('node-1') });
    for (const failure of [1, 2]) await lab.passFailure(failure);
    await lab.requested(6);
    expect(lab.server.requests.map((_, i) => lab.query(i, 'fieldSelector'))).toEqual(
      new Array(6).fill('spec.nodeName=node-1'),
    );
    const lists = [1, 3, 4].map((i) => [lab.query(i, 'resourceVersion'), lab.query(i, 'limit')]);
    expect(lists).toEqual([
      ['0', null],
      ['9', null],
      [null, '500'],
    ]);
  });

  it('is asked for below the path that the server has', async () => {
    lab.server.next(api.stream(...api.INITIAL));
    lab.start({ access: api.accessTo(() => `${lab.server.url}/k8s/clusters/c-1`) });
    await lab.heard(1);
    expect(lab.server.requests[0]!.pathname).toBe('/k8s/clusters/c-1/api/v1/pods');
  });

  it('that never ends costs a failure, not the memory', async () => {
    const same = api.list([podJson('a', '1')], '9', 'token');
    lab.server.next(NO_STREAMING, same, same);
    const reflector = lab.start();
    await until(() => reflector.status.failures === 1);
    expect(reflector.status.error).toContain('leads back to the same page');
  });
});
