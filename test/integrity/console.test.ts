/**
 * Promise: a console that slows every logged packet down is told, and no other. Fault: the kernel's
 * own console level, raised for an instant where this process may, and put back.
 */
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { runPreflight } from '../../src/agent/preflight/run-preflight.ts';

const PRINTK = '/proc/sys/kernel/printk';
const before = readFileSync(PRINTK, 'utf8');
const RAISED = 5;

afterEach(() => {
  if (mayRaise()) writeFileSync(PRINTK, before);
});

function mayRaise(): boolean {
  try {
    accessSync(PRINTK, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A console that is neither a screen nor memory, as the kernel lists it; E: enabled. */
function hasSerialConsole(): boolean {
  const lines = readFileSync('/proc/consoles', 'utf8').split('\n');
  return lines.some((line) => /^(?!tty\d|ttynull|pstore)\S+\s+\S+\s+\([^)]*E/.test(line));
}

async function consoleCheck() {
  const source = { kind: 'kmsg', paths: ['/dev/kmsg'] } as const;
  const checks = await runPreflight({ source, checkSource: () => {}, prefixes: [] });
  return checks.find(({ name }) => name === 'console_loglevel');
}

it('tells a console level at which LOG lines go to a serial console', async () => {
  if (mayRaise()) writeFileSync(PRINTK, before.replace(/^\d+/, String(RAISED)));
  const level = Number.parseInt(readFileSync(PRINTK, 'utf8'), 10);
  const isSlow = level >= RAISED && hasSerialConsole();
  expect(await consoleCheck()).toMatchObject({
    state: isSlow ? 'warn' : 'ok',
    value: level,
    detail: isSlow ? expect.stringContaining(`kernel.printk is ${level}`) : expect.any(String),
  });
});
