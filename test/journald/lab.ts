/**
 * A private systemd-journald with a machine of its own and a kernel that we write: what the tests
 * rotate, vacuum, kill, restart and reboot. Every wait is for a note that journald leaves and has
 * a limit; closing ends the processes that the lab started and removes its files.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parseExport } from './export-text.ts';
import { KernelFeed } from './kernel-feed.ts';
import {
  ENTER,
  type Machine,
  type MachineOptions,
  makeMachine,
  removeMachine,
  setBoot,
} from './machine.ts';
import { type KernelEntry, kernelEntries, MISSED_ID, seqnumOf } from './truth.ts';

const WAIT_MS_MAX = 20_000;
const LOOK_MS = 5;
const EXPORT_BYTES_MAX = 256 * 1024 * 1024;
/** SIGRTMIN+1 of glibc: sync to disk (systemd-journald(8)). */
const SYNC_SIGNAL = 35;

const run = promisify(execFile);

export interface LabOptions extends MachineOptions {
  /** The real ring of this machine instead of a feed. */
  readonly isKernelReal?: boolean;
  /** For journald, for example SYSTEMD_JOURNAL_COMPACT. */
  readonly env?: Readonly<Record<string, string>>;
}

export class JournalLab implements AsyncDisposable {
  readonly machine: Machine;
  readonly kernel: KernelFeed;
  readonly #options: LabOptions;
  #journald: ChildProcess | undefined;

  constructor(options: LabOptions = {}) {
    this.#options = options;
    this.machine = makeMachine(options);
    this.kernel = KernelFeed.open(this.machine.kmsg);
    if (!options.isVolatile) writeFileSync(join(this.machine.notes, 'flushed'), '');
  }

  /** Journal files on disk, oldest names first. */
  get files(): string[] {
    const { directory } = this.machine;
    return readdirSync(directory)
      .sort()
      .map((name) => join(directory, name));
  }

  /** Starts journald and resolves when it writes. */
  async start(): Promise<void> {
    const { machine } = this;
    const kmsg = this.#options.isKernelReal ? '/dev/kmsg' : machine.kmsg;
    const args = ['--mount', '--uts', '--propagation', 'private', 'sh', '-c', ENTER, 'sh'];
    const env = { SYSTEMD_LOG_TARGET: 'console', SYSTEMD_LOG_LEVEL: 'err', ...this.#options.env };
    const folders = [machine.directory, machine.runtimeDirectory];
    const before = newestChange(folders);
    this.#journald = spawn(
      'unshare',
      [...args, machine.folder, machine.root, kmsg, machine.runLog],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, ...env },
      },
    );
    await this.#waitFor('journald to write', () => newestChange(folders) > before);
  }

  /** Ends journald: SIGTERM closes its files, SIGKILL leaves them as they are. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const journald = this.#journald;
    if (journald === undefined) return;
    this.#journald = undefined;
    if (journald.exitCode !== null || journald.signalCode !== null) return;
    const exited = once(journald, 'exit');
    journald.kill(signal);
    await exited;
  }

  /** Resolves when journald has taken the records up to this sequence number, all by default. */
  async stored(sequence = this.kernel.sequence): Promise<void> {
    await this.#waitFor('records to be stored', () => this.storedSequence >= sequence);
  }

  /** Resolves when journald has stored everything that was fed, and its files say so. */
  async settle(): Promise<void> {
    await this.stored();
    await this.sync();
  }

  /** Has journald write to disk, and its files say that they are closed. */
  sync(): Promise<void> {
    return this.#ask(SYNC_SIGNAL, 'synced');
  }

  /** Sequence number that journald expects next of the kernel. */
  get storedSequence(): number {
    const note = join(this.machine.notes, 'kernel-seqnum');
    return existsSync(note) ? Number(readFileSync(note).readBigUInt64LE()) : 0;
  }

  /** Archives the files and begins new ones. */
  rotate(): Promise<void> {
    return this.#ask('SIGUSR2', 'rotated');
  }

  /** Moves what is in /run to disk. */
  flush(): Promise<void> {
    return this.#ask('SIGUSR1', 'flushed');
  }

  /** Removes archived files until at most `files` are left, the active ones included. */
  async vacuum(files: number): Promise<void> {
    await this.#journalctl([`--vacuum-files=${files}`]);
  }

  /** A new boot: what is in /run is gone, the kernel counts from zero. Leaves journald ended. */
  async shutDown(): Promise<void> {
    await this.end('SIGTERM');
    setBoot(this.machine, randomUUID());
    for (const name of readdirSync(this.machine.notes)) {
      if (name !== 'flushed') rmSync(join(this.machine.notes, name));
    }
    this.kernel.restart();
  }

  /**
   * What journalctl reads of the kernel transport, oldest first. Not by its own filter, which does
   * not find the entry that journald was about to link when it was killed.
   */
  async entries(): Promise<KernelEntry[]> {
    return kernelEntries(parseExport(await this.#journalctl(['--output=export'])));
  }

  exportKernel(): Promise<Buffer> {
    return this.#journalctl(['--output=export', '_TRANSPORT=kernel']);
  }

  /** Sequence numbers of all entries that journalctl reads, whosever they are. */
  async seqnums(): Promise<Set<number>> {
    const entries = parseExport(await this.#journalctl(['--output=export']));
    return new Set(entries.map((entry) => seqnumOf(entry).seqnum));
  }

  /** Records of the kernel that journald says it has missed. */
  async missed(): Promise<number> {
    const text = await this.#journalctl(['--output=cat', `MESSAGE_ID=${MISSED_ID}`]);
    const counts = text.toString().matchAll(/^Missed (\d+) kernel messages$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
    await this.kernel[Symbol.asyncDispose]();
    removeMachine(this.machine);
  }

  async #journalctl(args: readonly string[]): Promise<Buffer> {
    const { root, directory } = this.machine;
    const inside = root === '/' ? directory : directory.slice(root.length);
    const command = ['chroot', root, 'journalctl', '--no-pager', '--quiet', '-D', inside, ...args];
    const [file = '', ...rest] = command;
    const limits = { maxBuffer: EXPORT_BYTES_MAX, timeout: WAIT_MS_MAX };
    return (await run(file, rest, { ...limits, encoding: 'buffer' })).stdout;
  }

  /** Sends a signal; journald renews the note when it has done what was asked. */
  async #ask(signal: NodeJS.Signals | number, name: string): Promise<void> {
    const note = join(this.machine.notes, name);
    const before = changedAt(note);
    if (this.#journald?.pid !== undefined) process.kill(this.#journald.pid, signal);
    await this.#waitFor(`journald's note '${name}'`, () => changedAt(note) > before);
  }

  async #waitFor(what: string, isSo: () => boolean): Promise<void> {
    const until = Date.now() + WAIT_MS_MAX;
    while (!isSo()) {
      if (this.#journald?.exitCode !== null) throw new Error(`journald ended before ${what}`);
      if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
      await delay(LOOK_MS);
    }
  }
}

/** Nanoseconds; 0 for what does not exist. */
function changedAt(path: string): bigint {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n;
}

function newestChange(folders: readonly string[]): bigint {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => changedAt(join(folder, name))))
    .reduce((newest, at) => (at > newest ? at : newest), 0n);
}
