/**
 * Packets that this machine's kernel logs by a real LOG rule: UDP inside a network namespace of our
 * own, each to another port, so that no two lines are alike.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type LogSwitch, switchLogOn } from '../../src/cli/demo/log-switch.ts';

const run = promisify(execFile);
const RUN_MS_MAX = 10_000;

/** Twenty packets and a millisecond's pause: about what journald can follow. */
const SEND = `
use Socket;
my ($first, $count) = @ARGV;
socket(my $out, AF_INET, SOCK_DGRAM, 0) or die "socket: $!";
for my $i (0 .. $count - 1) {
  send($out, 'lab', 0, sockaddr_in($first + $i, INADDR_LOOPBACK));
  select(undef, undef, undef, 0.001) if $i % 20 == 19;
}
`;

export class LoggedPackets implements AsyncDisposable {
  /** Begins every line. */
  readonly prefix: string;
  readonly #netns: string;
  readonly #setting: LogSwitch;

  private constructor(netns: string, setting: LogSwitch) {
    this.#netns = netns;
    this.#setting = setting;
    this.prefix = `${netns}: `;
  }

  /** Throws where iptables or ip is missing. */
  static async open(): Promise<LoggedPackets> {
    const packets = new LoggedPackets(`lab-${process.pid}`, switchLogOn(process.pid));
    try {
      await ip('netns', 'add', packets.#netns);
      await ip('-n', packets.#netns, 'link', 'set', 'lo', 'up');
      const log = ['-j', 'LOG', '--log-prefix', packets.prefix, '--log-level', 'notice'];
      await packets.#inside('iptables', '-w', '-A', 'OUTPUT', '-p', 'udp', ...log);
      return packets;
    } catch (error) {
      await packets[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Sends packets to ports `first` and following. */
  async send(first: number, count: number): Promise<void> {
    await this.#inside('perl', '-e', SEND, String(first), String(count));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#setting.restore();
    await ip('netns', 'del', this.#netns).catch(() => {});
  }

  #inside(...argv: string[]): Promise<unknown> {
    return ip('netns', 'exec', this.#netns, ...argv);
  }
}

function ip(...args: string[]): Promise<unknown> {
  return run('ip', args, { timeout: RUN_MS_MAX });
}
