/**
 * What stands in for the kernel's ring before a private journald: a FIFO in packet mode, so that
 * each read gives one record, as /dev/kmsg does. It waits for its reader instead of overrunning it,
 * and tells any sequence, time and facility: overruns, forgeries and boots are a matter of text.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A packet of a FIFO is at most one page (pipe(7), O_DIRECT). */
const KMSG_BYTES_MAX = 4_096;

/** Facility kern, level notice: as a LOG rule of Calico prints. */
const KERN_NOTICE = 5;
/** Facility user, level warning: what a writer to /dev/kmsg gets. */
export const USER_WARNING = 12;

export interface KmsgRecord {
  readonly text: string;
  /** Microseconds since boot. */
  readonly timeUs: number;
  /** As syslog counts: facility times eight plus level. Default kern.notice. */
  readonly priority?: number;
}

/** Node cannot switch a FIFO to packets (fcntl); perl, which every Debian has, can. */
const FEED = `
use Fcntl;
sysopen(my $kmsg, $ARGV[0], O_RDWR) or die "$ARGV[0]: $!";
fcntl($kmsg, F_SETFL, O_RDWR | O_DIRECT) or die "fcntl: $!";
$/ = "\\0";
while (<STDIN>) { chomp; defined syswrite($kmsg, $_) or die "write: $!"; }
`;

export class KernelFeed {
  readonly #child: ChildProcess;
  #sequence = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Makes the FIFO at `path`; what is written waits there while nobody reads. */
  static open(path: string): KernelFeed {
    execFileSync('mkfifo', [path]);
    return new KernelFeed(
      spawn('setpriv', ['--pdeathsig', 'KILL', 'perl', '-e', FEED, path], {
        stdio: ['pipe', 'ignore', 'inherit'],
      }),
    );
  }

  /** Sequence number of the record that comes next. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Resolves when the feed has taken the records, not when they are read. */
  async write(records: readonly KmsgRecord[]): Promise<void> {
    const text = records.map((record) => this.#framed(record)).join('');
    const input = this.#child.stdin!;
    if (!input.write(Buffer.from(text, 'latin1'))) await once(input, 'drain');
  }

  /** The ring overran its reader by so many records. */
  skip(records: number): void {
    this.#sequence += records;
  }

  /** A new boot counts from zero. */
  restart(): void {
    this.#sequence = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  /** As /dev/kmsg has it (Documentation/ABI/testing/dev-kmsg), between NULs. */
  #framed({ text, timeUs, priority = KERN_NOTICE }: KmsgRecord): string {
    const escaped = text.replaceAll(/[\0-\x1f\\\x7f-\xff]/g, escapeByte);
    const record = `${priority},${this.#sequence++},${timeUs},-;${escaped}\n`;
    if (record.length > KMSG_BYTES_MAX) throw new Error(`a record of ${record.length} bytes`);
    return `${record}\0`;
  }
}

function escapeByte(byte: string): string {
  return `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
