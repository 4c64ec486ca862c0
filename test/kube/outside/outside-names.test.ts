import { describe, expect, test } from 'vitest';
import { parseCidr } from '../../../src/flow/cidr.ts';
import { parseCidrLabels } from '../../../src/kube/outside/cidr-labels.ts';
import { OutsideNames } from '../../../src/kube/outside/outside-names.ts';

function namesOf(labels: string): OutsideNames {
  const names = new OutsideNames();
  names.relabel(parseCidrLabels(labels, 'labels.yaml'));
  return names;
}

describe('without labels', () => {
  const names = new OutsideNames();

  test.each([
    ['169.254.169.254', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['169.254.20.10', 'node-local-dns'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['127.0.0.53', 'loopback'],
    ['::1', 'loopback'],
    ['224.0.0.251', 'multicast'],
    ['ff02::fb', 'multicast'],
    ['255.255.255.255', 'broadcast'],
  ])('%s is %s', (ip, name) => {
    expect(names.answer(ip).named).toMatchObject({
      kind: 'outside',
      name,
      ip,
      attribution: 'cidr_label',
      confidence: 'probable',
    });
  });

  test.each([
    ['8.8.8.8', false],
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['100.64.0.1', true],
    ['fd00::1', true],
    ['2001:db8::1', false],
  ])('%s has no name; private: %o', (ip, isPrivate) => {
    expect(names.answer(ip)).toMatchObject({ named: undefined, isPrivate });
  });
});

describe('labels', () => {
  const names = namesOf(
    'wide: 203.0.0.0/8\nnarrow: [203.0.113.0/24, 2001:db8::/32]\nhost: 203.0.113.9',
  );

  test.each([
    ['203.1.1.1', 'wide'],
    ['203.0.113.1', 'narrow'],
    ['203.0.113.9', 'host'],
    ['2001:db8:ffff::1', 'narrow'],
  ])('the longest block that holds %s is %s', (ip, name) => {
    expect(names.answer(ip).named?.name).toBe(name);
  });

  test('outdo a built-in block of the same size, and leave longer ones', () => {
    const own = namesOf('ours: [169.254.169.254/32, 169.254.0.0/16]');
    expect(own.answer('169.254.169.254').named?.name).toBe('ours');
    expect(own.answer('169.254.20.10').named?.name).toBe('node-local-dns');
  });

  test('replace those before them, also in what was answered already', () => {
    const own = namesOf('before: 203.0.113.0/24');
    expect(own.answer('203.0.113.1').named?.name).toBe('before');
    own.relabel(parseCidrLabels('after: 203.0.113.0/24', ''));
    expect(own.answer('203.0.113.1').named?.name).toBe('after');
    own.relabel([]);
    expect(own.answer('203.0.113.1').named).toBeUndefined();
  });

  test('an answer is made once', () => {
    expect(names.answer('203.1.1.1')).toBe(names.answer('203.1.1.1'));
  });
});

test('blocks of the cluster are not outside, pods unless a longer label says so', () => {
  const names = namesOf('corp: 10.0.0.0/8\nspecial: 10.244.9.0/24');
  names.setBlocks({ pods: [parseCidr('10.244.0.0/16')!], services: [parseCidr('10.96.0.0/12')!] });
  expect(names.answer('10.96.0.77').named).toMatchObject({ kind: 'service', name: '' });
  expect(names.answer('10.244.1.1')).toMatchObject({ named: undefined, isInPodBlock: true });
  expect(names.answer('10.244.9.1').named?.name).toBe('special');
  expect(names.answer('10.1.1.1').named?.name).toBe('corp');
});
