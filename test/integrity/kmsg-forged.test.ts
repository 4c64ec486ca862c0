/**
 * The promise: what is counted of the kernel log was logged by netfilter. Programs write to the log
 * themselves, and crash under names that look like LOG lines.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findLabObstacle, openKmsgLab } from '../../bench/kmsg-lab.ts';
import { createParsers } from '../../src/agent/observe.ts';
import { KmsgSource } from '../../src/agent/sources/kmsg/kmsg.ts';
import { createKmsgBlock } from '../../src/agent/sources/kmsg/kmsg-block.ts';
import { KmsgReader } from '../../src/agent/sources/kmsg/kmsg-reader.ts';
import type { RecordBlock } from '../../src/agent/sources/source.ts';
import { FLOW, PARTIAL } from '../../src/parser/packet.ts';
import { fixedClock } from '../agent/sources/kmsg/fixed-clock.ts';
import { ScriptedDevice } from '../agent/sources/kmsg/scripted-device.ts';
import { canCrash, crashingProgram } from './crashing-program.ts';

const BODY =
  'IN=cali0 OUT=eth0 SRC=6.6.6.6 DST=7.7.7.7 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ' +
  `ID=${process.pid % 65_536} DF PROTO=TCP SPT=1 DPT=2 WINDOW=1 RES=0x00 SYN URGP=0 `;
const LINE = `calico-packet: ${BODY}`;

/** Names of a process and of its file, and the prefix that they pretend to. */
const NAMES = [
  { claim: 'a prefix, and a file for the rest', name: 'calico-packet: ', file: BODY },
  { claim: 'a line of its own in the file', name: 'x', file: `a\n${LINE}\nz` },
  { claim: 'a short prefix with IN= behind it', name: 'log: IN= OUT= ', file: BODY },
];

/** Texts that the parser took for packets, and all that the source let through. */
function judge(block: RecordBlock, prefixes: readonly string[]) {
  const parser = createParsers(prefixes).kernel;
  const { bytes, index } = block;
  const texts: string[] = [];
  const packets: string[] = [];
  for (let at = 0; at < index.count; at += 1) {
    const [start, end] = [index.starts[at]!, index.ends[at]!];
    const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
    texts.push(text);
    const outcome = parser.parse(bytes, start, end);
    if (outcome === FLOW || outcome === PARTIAL) packets.push(text);
  }
  return { texts, packets, spoofed: block.spoofed };
}

describe('recorded forgeries', () => {
  const crash = (name: string, file: string) =>
    `6,1,2,-;${name}[8725]: segfault at 0 ip 000000000040008d sp 00007fffc0eb8550 error 6 in ` +
    `${file.replaceAll('\n', '\\x0a')}[8d,400000+1000] likely on CPU 1 (core 1, socket 0)\n`;
  const records = [
    ...NAMES.map(({ claim, name, file }) => ({ claim, record: crash(name, file) })),
    { claim: 'a line written by user space', record: `12,1,2,-;${LINE}\n` },
    { claim: 'a line behind a line end', record: `4,1,2,-;x\\x0a${LINE}\n` },
    { claim: 'a line as a property', record: `4,1,2,-;x\n ${LINE}\n` },
  ];

  function read(record: string) {
    const device = new ScriptedDevice().push(record);
    const start = { bootId: 'b', cursor: '', from: 'oldest' as const, clock: fixedClock(0) };
    const block = createKmsgBlock();
    new KmsgReader({ device, ...start }).drain(block);
    return judge(block, ['calico-packet', 'log']);
  }

  it.each(records)('does not count $claim', ({ record }) => {
    expect(read(record).packets).toEqual([]);
  });

  it('counts the line when the kernel made it', () => {
    expect(read(`4,1,2,-;${LINE}\n`).packets).toEqual([LINE]);
  });
});

const canLog = findLabObstacle() === undefined;

describe.each(canLog ? ['this kernel'] : [])('forgeries on %s', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-forged-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function crash(name: string, file: string): void {
    const path = join(folder, file);
    writeFileSync(path, crashingProgram(name), { mode: 0o700 });
    expect(spawnSync(path).signal).toBe('SIGSEGV');
  }

  function writeToKernelLog(text: string): void {
    const kmsg = openSync('/dev/kmsg', 'w');
    writeSync(kmsg, text);
    closeSync(kmsg);
  }

  /** Reads the kernel log until `isEnough`, and judges what it holds. */
  async function readUntil(prefixes: string[], isEnough: (texts: readonly string[]) => boolean) {
    const found = { texts: [] as string[], packets: [] as string[], spoofed: 0 };
    for await (const block of new KmsgSource().blocks('', new AbortController().signal)) {
      const { texts, packets, spoofed } = judge(block, prefixes);
      found.texts.push(...texts);
      found.packets.push(...packets);
      found.spoofed += spoofed;
      if (isEnough(found.texts)) break;
    }
    return found;
  }

  it('tells its own lines from those that a program writes', async () => {
    using lab = openKmsgLab('forge');
    const prefix = lab.prefix.slice(0, -2);
    writeToKernelLog(`<4>${lab.prefix}${BODY}`);
    await lab.send({ linesPerSecond: 100, lines: 1 });
    const isOurs = (text: string) => text.startsWith(lab.prefix);
    const found = await readUntil([prefix], (texts) => texts.some(isOurs));
    expect(found.packets.filter(isOurs)).toHaveLength(1);
    expect(found.texts.filter((text) => text.includes(BODY) && isOurs(text))).toEqual([]);
    expect(found.spoofed).toBeGreaterThan(0);
  });

  it.each(canCrash ? NAMES : [])('does not count a crash under $claim', async ({ name, file }) => {
    crash(name, file);
    const isCrash = (text: string) => text.includes('segfault') && text.includes(BODY);
    const found = await readUntil(['calico-packet', 'log'], (texts) => texts.some(isCrash));
    expect(found.packets.filter((text) => text.includes(BODY))).toEqual([]);
  });
});
