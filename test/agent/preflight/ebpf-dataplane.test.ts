import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkEbpfDataplane } from '../../../src/agent/preflight/ebpf-dataplane.ts';
import { createFakeNode, EXT4, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

const BPF = { ...EXT4, type: 0xcafe4a11 };

it("warns of the maps that Calico's eBPF dataplane pins", async () => {
  node.write({ 'sys/fs/bpf/tc/globals/cali_v4_nat_fe3': '' });
  expect(await checkEbpfDataplane(node.view())).toMatchObject({ state: 'warn' });
});

it('finds nothing wrong in a BPF file system without them', async () => {
  node.write({ 'sys/fs/bpf/tc/globals/cilium_calls': '' });
  const view = node.view({ statFileSystem: async () => BPF });
  expect(await checkEbpfDataplane(view)).toMatchObject({ state: 'ok' });
});

it('knows nothing where no BPF file system is mounted', async () => {
  expect(await checkEbpfDataplane(node.view())).toMatchObject({ state: 'unknown' });
});
