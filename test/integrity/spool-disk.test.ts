/**
 * The promise: a spool whose disk is full, fails, or may no longer be written holds nothing up and
 * tells nothing wrong; when the disk is well again it holds what comes. Disks are real: a tmpfs in
 * a mount namespace of our own (root), and calls that strace lets fail.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SpoolLab } from './spool-lab.ts';

const BURST = 400;
const isRoot = process.getuid?.() === 0;

function obstacleOf(...commands: readonly string[]): string | undefined {
  for (const command of commands) {
    try {
      execFileSync('/usr/bin/env', ['which', command]);
    } catch {
      return `${command} is missing`;
    }
  }
  return undefined;
}

/** A file system of 2 MiB at `path`, seen only by who enters. */
class SmallDisk implements AsyncDisposable {
  readonly #path: string;
  readonly #keeper: ChildProcess;

  private constructor(path: string, keeper: ChildProcess) {
    this.#path = path;
    this.#keeper = keeper;
  }

  static async mount(path: string): Promise<SmallDisk> {
    mkdirSync(path);
    const script = 'mount -t tmpfs -o size=2m tmpfs "$0" && echo ready && exec sleep 300';
    const keeper = spawn('unshare', ['-m', 'sh', '-c', script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(keeper.stdout!, 'data');
    return new SmallDisk(path, keeper);
  }

  /** What a command begins with that sees the disk. */
  get enter(): readonly string[] {
    return ['nsenter', '-t', String(this.#keeper.pid), '-m'];
  }

  run(script: string): void {
    const [command, ...argv] = [...this.enter, 'sh', '-c', script, this.#path];
    execFileSync(command!, argv, { stdio: 'pipe' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#keeper.kill('SIGKILL');
    await once(this.#keeper, 'close');
  }
}

/** Why a disk of our own cannot be mounted here. */
const MOUNT_OBSTACLE = isRoot ? obstacleOf('unshare', 'nsenter', 'mount') : 'needs root';
const STRACE_OBSTACLE = obstacleOf('strace');

const isUnwritten = ({ said }: Record<string, unknown>) =>
  String(said).includes('cannot be written');
const isWell = ({ said }: Record<string, unknown>) => String(said).includes('written again');

describe('a disk that is full', () => {
  it('costs nothing while the agent lives, and is used again once there is room', async ({
    skip,
  }) => {
    skip(MOUNT_OBSTACLE !== undefined, MOUNT_OBSTACLE);
    await using lab = await SpoolLab.open();
    await using disk = await SmallDisk.mount(lab.spool);
    await lab.startAggregator();
    const agent = lab.startAgent({ prefix: disk.enter });
    await agent.until((line) => line.kept === 0);
    await lab.stopAggregator();
    disk.run('dd if=/dev/zero of="$0/filler" bs=4k 2>/dev/null || true');
    lab.log(BURST);
    await agent.until(isUnwritten);
    for (let bursts = 0; bursts < 3; bursts++) await lab.logAndWait(BURST);
    disk.run('rm "$0/filler"');
    await agent.until(isWell);
    await agent.until((line) => line.kept === lab.logged);
    await agent.end('SIGKILL');
    lab.startAgent({ prefix: disk.enter });
    await lab.startAggregator();
    await lab.expectCounted();
    expect(agent.printed.filter(isUnwritten)).toHaveLength(1);
  }, 60_000);
});

describe('a disk that was made read-only', () => {
  it('still gives what it holds, and is used again once it may be written', async ({ skip }) => {
    skip(MOUNT_OBSTACLE !== undefined, MOUNT_OBSTACLE);
    await using lab = await SpoolLab.open();
    await using disk = await SmallDisk.mount(lab.spool);
    await lab.startAggregator();
    const agent = lab.startAgent({ prefix: disk.enter });
    await agent.until((line) => line.kept === 0);
    await lab.stopAggregator();
    lab.log(2 * BURST);
    await agent.until((line) => line.kept === lab.logged);
    await agent.end('SIGKILL');
    lab.log(2 * BURST);
    disk.run('mount -o remount,ro "$0"');
    const second = lab.startAgent({ prefix: disk.enter });
    await second.until(isUnwritten);
    await lab.startAggregator();
    await lab.expectCounted();
    disk.run('mount -o remount,rw "$0"');
    await second.until(isWell);
    await lab.stopAggregator();
    lab.log(2 * BURST);
    await second.until((line) => line.kept === lab.logged);
    await second.end('SIGKILL');
    lab.startAgent({ prefix: disk.enter });
    await lab.startAggregator();
    await lab.expectCounted();
  }, 60_000);
});

describe('a disk whose fdatasync fails', () => {
  it('has its segment left behind, and what was in it written to another', async ({ skip }) => {
    skip(STRACE_OBSTACLE !== undefined, STRACE_OBSTACLE);
    await using lab = await SpoolLab.open();
    await lab.startAggregator();
    // The first call makes the spool, the third fails; strace counts the calls of each thread.
    const inject = 'inject=fdatasync:error=EIO:when=3';
    const oneThread = ['env', 'UV_THREADPOOL_SIZE=1'];
    const quiet = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fdatasync'];
    const strace = [...oneThread, 'strace', ...quiet];
    const agent = lab.startAgent({ prefix: [...strace, '-e', inject] });
    await agent.until((line) => line.kept === 0);
    await lab.stopAggregator();
    await lab.logAndWait(BURST);
    await lab.logAndWait(BURST);
    await agent.until(isUnwritten);
    await lab.logAndWait(2 * BURST);
    await agent.until(isWell);
    await agent.until((line) => line.kept === lab.logged);
    await agent.end('SIGKILL');
    lab.startAgent();
    await lab.startAggregator();
    await lab.expectCounted();
    expect(agent.printed.find(isUnwritten)).toMatchObject({
      reason: expect.stringContaining('EIO'),
    });
  }, 90_000);
});
