import { describe, expect, it } from 'vitest';
import { parseBlocks, parseNames } from '../../src/kube/names-config.ts';

const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

describe('names come', () => {
  it.each([
    ['from nowhere outside a cluster', {}, 'nowhere'],
    ['from nowhere by a mere KUBECONFIG', { environment: { KUBECONFIG: '/k' } }, 'nowhere'],
    ['from the API server in a pod', { environment: pod }, 'api'],
    ['from the API server of a kubeconfig', { kubeconfig: '/k' }, 'api'],
    ['from the API server of a context', { context: 'lab' }, 'api'],
    ['from a file, also in a pod', { cluster: 'c.yaml', environment: pod }, 'file'],
    ['from nowhere with empty variables', { cluster: '', kubeconfig: '', context: '' }, 'nowhere'],
  ])('%s', (_claim, options, from) => {
    expect(parseNames(options).from).toBe(from);
  });
});

it('blocks are read, and a bad one is refused by its flag', () => {
  const refuse = (message: string): never => {
    throw new Error(message);
  };
  const { podCidrs } = parseBlocks({ podCidr: ['10.244.0.0/16', ' fd00::/48', ''] }, refuse);
  expect(podCidrs.map(({ bits }) => bits)).toEqual([16, 48]);
  expect(() => parseBlocks({ serviceCidr: ['10.96'] }, refuse)).toThrow(
    "--service-cidr: '10.96' is not ADDRESS/BITS",
  );
});
