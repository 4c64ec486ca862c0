/** The first part of docs/first-hour.md, run as it is written, in a folder of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../agent/free-port.ts';
import { consoleExamples, pathOf, patternOf } from './console-examples.ts';

const DOCUMENT = 'docs/first-hour.md';
const LINES = /worker-1 .* yes +20\S+ +172 /;

interface Ended {
  readonly printed: string;
  readonly status: number;
}

describe(DOCUMENT, () => {
  let folder: string;
  let services: ChildProcess;
  let env: NodeJS.ProcessEnv;
  let place: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dropcast-first-hour-'));
    await mkdir(join(folder, 'bin'));
    await symlink(pathOf('examples'), join(folder, 'examples'));
    const program = `#!/bin/sh\nexec '${process.execPath}' '${pathOf('bin/dropcast.js')}' "$@"\n`;
    await writeFile(join(folder, 'bin/dropcast'), program, { mode: 0o755 });
    place = `127.0.0.1:${await freePort()}`;
    env = {
      ...process.env,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      ...{ DROPCAST_AGGREGATOR: place, DROPCAST_INSECURE: '1', DROPCAST_WINDOW_MS: '100' },
    };
    const script = `${startOf(await readFile(pathOf(DOCUMENT), 'utf8'))}\nwait`;
    services = spawn('bash', ['-c', here(script)], { cwd: folder, env, detached: true });
    await vi.waitUntil(async () => LINES.test((await run('dropcast status')).printed), {
      timeout: 60_000,
      interval: 500,
    });
  }, 90_000);
  afterAll(async () => {
    const ended = once(services, 'close');
    process.kill(-services.pid!, 'SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  }, 60_000);

  /** The ports of the document are somebody else's, perhaps. */
  const here = (text: string) =>
    text
      .replaceAll('127.0.0.1:50051', place)
      .replace('dropcast aggregator', `$& --listen ${place} --http 127.0.0.1:0`);

  async function run(command: string): Promise<Ended> {
    const options = { cwd: folder, env };
    const shell = promisify(execFile)('bash', ['-c', `${here(command)} 2>&1`], options);
    return await shell.then(
      ({ stdout }) => ({ printed: stdout, status: 0 }),
      ({ stdout, code }) => ({ printed: stdout, status: code }),
    );
  }

  it('prints what it says, and ends as it says', async () => {
    const statuses: number[] = [];
    for (const { command, printed } of consoleExamples(DOCUMENT)) {
      const ended = await run(command);
      expect(ended.printed, command).toMatch(patternOf(printed));
      statuses.push(ended.status);
    }
    expect(statuses).toEqual([0, 0, 3, 0, 0, 0, 0]);
  }, 60_000);
});

/** The commands that start aggregator and agent. */
function startOf(text: string): string {
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  return blocks.find((block) => block.includes('dropcast aggregator')) ?? 'false';
}
