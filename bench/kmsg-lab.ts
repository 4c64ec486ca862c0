/**
 * Real netfilter LOG lines at a set rate: a veth pair between two network namespaces, a LOG rule
 * with a prefix of its own where the packets arrive, its counter as the truth, and a sender, which
 * is this very file run in the first namespace. Nothing outside the two namespaces is touched but
 * nf_log_all_netns, which is put back.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { switchLogOn } from '../src/cli/demo/log-switch.ts';
import { findObstacle } from '../src/cli/demo/obstacle.ts';

const SENDER = fileURLToPath(import.meta.url);
const SENDER_IP = '10.203.0.1';
const NODE_IP = '10.203.0.2';
const NODE_MAC = 'ee:ee:ee:ee:ee:ee';
const PORT = 9_999;

/** What the sender makes up for at once. */
const BURST_MS_MAX = 4;

export interface Burst {
  readonly linesPerSecond: number;
  readonly lines: number;
}

export interface KmsgLab extends Disposable {
  /** What each of its lines begins with, directly before `IN=`. */
  readonly prefix: string;
  /** Lines that the kernel has logged for the lab so far. */
  countLogged(): number;
  /** Logs lines; resolves when the last one is out. */
  send(burst: Burst): Promise<void>;
}

/** Why there can be no lab here, in one sentence; undefined when there can. */
export function findLabObstacle(): string | undefined {
  return findObstacle(process.env.PATH ?? '');
}

/** Builds the lab called `name`, of at most eight letters; closing it removes it. */
export function openKmsgLab(name: string): KmsgLab {
  const run = `${name}-${process.pid}`;
  const prefix = `${run}: `;
  const [sender, node] = [`kmsg-${run}-a`, `kmsg-${run}-b`];
  const setting = switchLogOn(process.pid);
  const children = new Set<ChildProcess>();
  const close = () => {
    for (const child of children) child.kill('SIGKILL');
    removeNetns(run);
    setting.restore();
  };
  try {
    removeNetns(run);
    for (const command of labCommands(sender, node)) runCommand(command.split(' '));
    runCommand([...logRule(node), ...['-j', 'LOG', '--log-level', 'info', '--log-prefix', prefix]]);
  } catch (error) {
    close();
    throw error;
  }
  return {
    prefix,
    countLogged: () => parseCounter(runCommand(counters(node))),
    send: (burst) => runSender(sender, burst, children),
    [Symbol.dispose]: close,
  };
}

function labCommands(sender: string, node: string): string[] {
  return [
    `ip netns add ${sender}`,
    `ip netns add ${node}`,
    `ip -n ${node} link add cali0123456789a address ${NODE_MAC} type veth peer name eth0` +
      ` netns ${sender}`,
    `ip -n ${node} link set cali0123456789a up`,
    `ip -n ${sender} link set eth0 up`,
    `ip -n ${sender} addr add ${SENDER_IP}/24 dev eth0`,
    `ip -n ${node} addr add ${NODE_IP}/24 dev cali0123456789a`,
    `ip -n ${sender} neigh replace ${NODE_IP} lladdr ${NODE_MAC} dev eth0 nud permanent`,
    `ip netns exec ${node} iptables -w -P INPUT DROP`,
  ];
}

function logRule(node: string): string[] {
  const match = ['-p', 'udp', '--dport', String(PORT)];
  return ['ip', 'netns', 'exec', node, 'iptables', '-w', '-A', 'INPUT', ...match];
}

function counters(node: string): string[] {
  return ['ip', 'netns', 'exec', node, 'iptables', '-w', '-L', 'INPUT', '-n', '-v', '-x'];
}

function parseCounter(listing: string): number {
  return Number(/^\s*(\d+)\s+\d+\s+LOG\s/m.exec(listing)?.[1]);
}

/** Removes the namespaces of `run`, and those that a killed run has left. */
function removeNetns(run: string): void {
  for (const line of runCommand(['ip', 'netns', 'list']).split('\n')) {
    const [netns = '', owner = '', pid = ''] = /^kmsg-(\w+-(\d+))-[ab]\b/.exec(line) ?? [];
    if (netns === '') continue;
    if (owner === run || !existsSync(`/proc/${pid}`)) runCommand(['ip', 'netns', 'del', netns]);
  }
}

function runCommand([file = '', ...args]: readonly string[]): string {
  return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

async function runSender(
  netns: string,
  { linesPerSecond, lines }: Burst,
  children: Set<ChildProcess>,
): Promise<void> {
  const program = [process.execPath, SENDER, String(linesPerSecond), String(lines)];
  const child = spawn('ip', ['netns', 'exec', netns, ...program], { stdio: 'inherit' });
  children.add(child);
  const [status] = await once(child, 'exit');
  children.delete(child);
  if (status !== 0) throw new Error(`the sender ended with status ${status}`);
}

/**
 * The sender: one datagram for each line, as many as are due, then a moment for the others. What it
 * could not send because it did not run is not made up for in one burst.
 */
async function sendDatagrams(linesPerSecond: number, lines: number): Promise<void> {
  const socket = createSocket('udp4');
  socket.connect(PORT, NODE_IP);
  await once(socket, 'connect');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  let [sent, owed] = [0, 0];
  for (let lastMs = performance.now(); sent < lines; ) {
    Atomics.wait(pause, 0, 0, 1);
    const nowMs = performance.now();
    owed += (Math.min(nowMs - lastMs, BURST_MS_MAX) * linesPerSecond) / 1_000;
    lastMs = nowMs;
    for (; owed >= 1 && sent < lines; owed -= 1, sent += 1) socket.send('line');
  }
  socket.close();
}

if (import.meta.main) {
  const [linesPerSecond = 0, lines = 0] = process.argv.slice(2).map(Number);
  await sendDatagrams(linesPerSecond, lines);
}
