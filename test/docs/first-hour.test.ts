/**
 * docs/first-hour.md, run as it is written: its first part in a folder of its own, what follows on
 * a cluster with an aggregator in it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../agent/free-port.ts';
import { consoleExamples, pathOf, patternOf } from './console-examples.ts';
import { blocksOf, textOf } from './markdown.ts';
import { faultsOf, scriptOf } from './run-block.ts';
import { Scene } from './scene.ts';

const DOCUMENT = 'docs/first-hour.md';
const LINES = /worker-1 .* yes +20\S+ +172 /;

interface Ended {
  readonly printed: string;
  readonly status: number;
}

describe(`${DOCUMENT}, on one machine`, () => {
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
  }, 120_000);
});

describe(`${DOCUMENT}, on a cluster`, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ renamed: { 'team-a': 'shop' }, isDeployed: true });
  }, 60_000);
  afterAll(() => scene[Symbol.asyncDispose]());

  it('asks the aggregator of the manifests, with what it has made before', async () => {
    const begin = textOf(DOCUMENT).split('## The rest of the hour')[0]!.split('\n').length;
    const blocks = blocksOf(DOCUMENT).filter(({ language, line }) => {
      return language === 'sh' && line > begin;
    });
    const text = blocks.map((block) => block.text).join('\n');
    const { printed } = await scene.run(scriptOf(text));
    expect(faultsOf(text, printed)).toEqual([]);
    expect(printed).toMatch(/worker-1 .* 172 +0 /);
    expect(printed).toMatch(/the window is open/);
    expect(printed).toMatch(/1 would be dropped \(1 connection\), 0 not known/);
  }, 120_000);
});

/** The commands that start aggregator and agent. */
function startOf(text: string): string {
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  return blocks.find((block) => block.includes('dropcast aggregator')) ?? 'false';
}
