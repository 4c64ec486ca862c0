/**
 * A private rsyslogd with a log of its own, and logrotate for that log alone: nothing of the
 * machine's own logging is touched.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../agent/free-port.ts';

export type RotateMode = 'create' | 'copytruncate';

const CONNECTS_MAX = 200;

export function hasLogDaemon(): boolean {
  const commands = [['rsyslogd', '-v'] as const, ['logrotate', '--version'] as const];
  return commands.every(([command, flag]) => spawnSync(command, [flag]).status === 0);
}

export class LogDaemon implements AsyncDisposable {
  readonly path: string;
  readonly #folder: string;
  readonly #child: ChildProcess;
  readonly #socket: Socket;

  private constructor(folder: string, child: ChildProcess, socket: Socket) {
    this.path = join(folder, 'log', 'kern.log');
    this.#folder = folder;
    this.#child = child;
    this.#socket = socket;
  }

  /** Resolves when it takes lines. */
  static async start(folder: string, mode: RotateMode): Promise<LogDaemon> {
    const port = await freePort();
    mkdirSync(join(folder, 'log'), { mode: 0o755 });
    writeFileSync(join(folder, 'rsyslog.conf'), rsyslogConfig(folder, port));
    writeFileSync(join(folder, 'logrotate.conf'), logrotateConfig(folder, mode));
    const args = ['-n', '-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'pid')];
    const child = spawn('rsyslogd', args, { stdio: ['ignore', 'ignore', 'inherit'] });
    return new LogDaemon(folder, child, await connected(port));
  }

  async send(lines: string): Promise<void> {
    if (!this.#socket.write(lines)) await once(this.#socket, 'drain');
  }

  rotate(): void {
    const state = ['--state', join(this.#folder, 'state')];
    execFileSync('logrotate', [...state, '--force', join(this.#folder, 'logrotate.conf')]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
    const exited = once(this.#child, 'exit');
    this.#child.kill();
    await exited;
  }
}

function rsyslogConfig(folder: string, port: number): string {
  return `
global(workDirectory="${folder}")
module(load="imtcp")
input(type="imtcp" address="127.0.0.1" port="${port}")
action(type="omfile" file="${join(folder, 'log', 'kern.log')}" fileCreateMode="0640"
  template="RSYSLOG_TraditionalFileFormat")
`;
}

function logrotateConfig(folder: string, mode: RotateMode): string {
  return `
${join(folder, 'log', 'kern.log')} {
  rotate 20
  ${mode}
  compress
  delaycompress
  missingok
  nodateext
  postrotate
    kill -HUP $(cat ${join(folder, 'pid')})
  endscript
}
`;
}

async function connected(port: number): Promise<Socket> {
  for (let connects = 0; connects < CONNECTS_MAX; connects++) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      await sleep(50);
    }
  }
  throw new Error('rsyslogd takes no connections');
}
