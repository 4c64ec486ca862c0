import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkConsoleLoglevel } from '../../../src/agent/preflight/console-loglevel.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

const SERIAL = 'ttyS0                -W- (EC  p a)    4:64\n';
const DISABLED = 'ttyS0                -W- (C   p a)    4:64\n';
const SCREEN = 'tty0                 -WU (EC  p  )    4:1\n';
const HYPERVISOR = 'hvc0                 -W- (E   p  )  229:0\n';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

it.each([
  ['a quiet serial console', '4\t4\t1\t7\n', SERIAL, 'ok', 4],
  ['no serial console', '7\t4\t1\t7\n', SCREEN, 'ok', 7],
  ['a serial console that is switched off', '7\t4\t1\t7\n', DISABLED + SCREEN, 'ok', 7],
  ['LOG lines on a serial console', '5\t4\t1\t7\n', SCREEN + SERIAL, 'warn', 5],
  ['LOG lines on the console of a hypervisor', '7\t4\t1\t7\n', HYPERVISOR, 'warn', 7],
  ['a setting that is none', '\n', SERIAL, 'unknown', undefined],
] as const)('tells of %s', async (_, printk, consoles, state, value) => {
  node.write({ 'proc/sys/kernel/printk': printk, 'proc/consoles': consoles });
  const finding = await checkConsoleLoglevel(node.view());
  expect([finding.state, finding.value]).toEqual([state, value]);
});

it('names the console, the level and the remedy', async () => {
  node.write({ 'proc/sys/kernel/printk': '7 4 1 7', 'proc/consoles': SERIAL });
  const { detail } = await checkConsoleLoglevel(node.view());
  expect(detail).toMatch(/below level 7 .* console ttyS0 .*set sysctl kernel\.printk=4$/);
});

it('knows that a kernel told to ignore levels prints everything', async () => {
  node.write({
    'proc/sys/kernel/printk': '4 4 1 7',
    'proc/consoles': SERIAL,
    'sys/module/printk/parameters/ignore_loglevel': 'Y\n',
  });
  const { state, value, detail } = await checkConsoleLoglevel(node.view());
  expect([state, value]).toEqual(['warn', 8]);
  expect(detail).toContain('boot without ignore_loglevel');
});
