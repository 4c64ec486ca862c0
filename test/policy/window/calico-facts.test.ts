import { describe, expect, it } from 'vitest';
import { manifestObjects } from '../../../src/manifest/manifest-object.ts';
import { ManifestText } from '../../../src/manifest/manifest-text.ts';
import { parseCalicoVersion, readCalicoFacts } from '../../../src/policy/window/calico-facts.ts';
import { windowForm, windowPolicyName } from '../../../src/policy/window/window-form.ts';

const object = (kind: string, spec: object, apiVersion = 'crd.projectcalico.org/v1') => ({
  ...{ apiVersion, kind, metadata: { name: 'default' }, spec },
});

function factsOf(...items: object[]) {
  const text = JSON.stringify({ kind: 'List', apiVersion: 'v1', items });
  return readCalicoFacts(manifestObjects(new ManifestText(text, 'cluster.json')).objects);
}

describe('the facts of Calico', () => {
  it('are its defaults where nothing is said', () => {
    expect(factsOf()).toEqual({
      ...{ apiVersion: undefined, version: undefined, hasDefaultActions: false },
      ...{ ebpf: undefined, nftables: undefined, logPrefix: 'calico-packet', logRateLimit: '' },
    });
  });

  it('are those of the served API where both are there', () => {
    const served = object('Tier', {}, 'projectcalico.org/v3');
    expect(factsOf(object('Tier', {}), served).apiVersion).toBe('projectcalico.org/v3');
    expect(factsOf(object('Tier', {})).apiVersion).toBe('crd.projectcalico.org/v1');
  });

  it.each([
    [object('FelixConfiguration', { bpfEnabled: true }), 'FelixConfiguration default', undefined],
    [object('FelixConfiguration', { bpfEnabled: false }), undefined, undefined],
    [
      object('FelixConfiguration', { nftablesMode: 'Enabled' }),
      undefined,
      'FelixConfiguration default',
    ],
    [installation('BPF'), 'Installation default', undefined],
    [installation('Nftables'), undefined, 'Installation default'],
    [installation('Iptables'), undefined, undefined],
  ])('name the dataplane of %j', (item, ebpf, nftables) => {
    expect(factsOf(item)).toMatchObject({ ebpf, nftables });
  });
});

function installation(linuxDataplane: string) {
  return object('Installation', { calicoNetwork: { linuxDataplane } }, 'operator.tigera.io/v1');
}

it.each([
  ['v3.29.0', [3, 29]],
  ['3.30', [3, 30]],
  ['v3.34.0-0.dev-67-g87c1590', [3, 34]],
  ['v4.0', [4, 0]],
  ['master', undefined],
  ['', undefined],
  ['3.29x', undefined],
])('reads the version %j', (text, version) => {
  expect(parseCalicoVersion(text)).toEqual(version);
});

describe('the form', () => {
  const facts = factsOf();
  it.each([
    ['v3.28.5', false, 'unselected_pods'],
    ['v3.29.0', false, 'pass_tier'],
    ['v4.1', false, 'pass_tier'],
    ['v2.9', true, 'unselected_pods'],
    ['master', true, 'pass_tier'],
    ['master', false, undefined],
  ])('of %s is the one that is safe there', (text, hasDefaultActions, form) => {
    const version = parseCalicoVersion(text);
    expect(windowForm({ ...facts, version, hasDefaultActions })).toBe(form);
  });
});

it.each([
  ['pass_tier', 'crd.projectcalico.org/v1', '', 'dropcast.log-window'],
  ['pass_tier', 'projectcalico.org/v3', '', 'dropcast.log-window'],
  ['unselected_pods', 'projectcalico.org/v3', 'egress', 'dropcast-log-window-egress'],
  ['unselected_pods', 'crd.projectcalico.org/v1', 'egress', 'default.dropcast-log-window-egress'],
] as const)('is called so that Calico finds it: %s by %s', (form, apiVersion, side, name) => {
  expect(windowPolicyName(form, apiVersion, side)).toBe(name);
});
