import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { stillThere, untouchedFiles } from '../../src/agent/reclaim.ts';

const SMAPS = `00400000-0082e000 r--p 00000000 fe:00 5400148 /usr/bin/node
Size:               4280 kB
Anonymous:             0 kB
0082e000-03489000 r-xp 0042e000 fe:00 5400148                            /usr/bin/node
Anonymous:             0 kB
072a7000-072dc000 r--p 06ea7000 fe:00 5400148                            /usr/bin/node
Anonymous:           212 kB
072dc000-07308000 rw-p 06edc000 fe:00 5400148                            /usr/bin/node
Anonymous:             0 kB
07308000-07327000 r--p 00000000 00:00 0                                  [heap]
Anonymous:             0 kB
7f0000000000-7f0000001000 r--s 00000000 fe:00 77                         /var/log/journal/x
Anonymous:             0 kB
`;

const LINES = SMAPS.split('\n').filter((line) => line.includes('-'));

it('gives back what a file holds again, and nothing that was written to', () => {
  expect(untouchedFiles(SMAPS)).toEqual([
    { line: LINES[0], start: 0x400000n, bytes: 0x42e000n },
    { line: LINES[1], start: 0x82e000n, bytes: 0x2c5b000n },
  ]);
});

it('leaves alone what lies since then where a file was mapped', () => {
  const [program = '', code = ''] = LINES;
  const known = untouchedFiles(SMAPS);
  const heap = '0082e000-03489000 rw-p 00000000 00:00 0 ';
  expect(stillThere(known, `${program}\n${heap}\n`)).toEqual([known[0]]);
  expect(stillThere(known, `${code}\n${program.replace('r--p', 'rw-p')}\n`)).toEqual([known[1]]);
});

const MODULE = new URL('../../src/agent/reclaim.ts', import.meta.url).href;

/** What a process of its own prints that runs `program`. */
async function run(program: string) {
  const node = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  return await promisify(execFile)(process.execPath, node);
}

it('leaves a process that runs as before, with less memory', async () => {
  const { stdout, stderr } = await run(`
    import { openReclaim } from ${JSON.stringify(MODULE)};
    const reclaim = openReclaim();
    for (let times = 0; times < 2; times++) {
      const before = process.memoryUsage.rss();
      reclaim?.();
      console.log(reclaim === undefined || process.memoryUsage.rss() < before);
    }
    console.log(JSON.stringify([1, 2, 3].map((n) => n ** 2)), new Date(0).toISOString());`);
  expect(stdout).toBe('true\ntrue\n[1,4,9] 1970-01-01T00:00:00.000Z\n');
  expect(stderr).toBe('');
});

it('looks again where it could not look once', async () => {
  const { stdout } = await run(`
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import { openReclaim } from ${JSON.stringify(MODULE)};
    const { readFileSync } = fs;
    const looked = [];
    fs.readFileSync = (path, ...rest) => {
      looked.push(path.split('/').at(-1));
      if (looked.length === 1) throw new Error('EMFILE');
      return readFileSync(path, ...rest);
    };
    syncBuiltinESMExports();
    const reclaim = openReclaim();
    for (let times = 0; times < 3; times++) reclaim?.();
    console.log(reclaim === undefined ? 'smaps,smaps,maps' : looked.join());`);
  expect(stdout).toBe('smaps,smaps,maps\n');
});
