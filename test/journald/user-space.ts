/**
 * User space as journald hears it: entries over its native socket and lines over /dev/log, sent by
 * any user. What a forger can do, and what fills user-UID.journal.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Machine } from './machine.ts';

const SEND_MS_MAX = 10_000;

/** Node has no datagram sockets in the file system; perl, which every Debian has, does. */
const SEND = `
use Socket;
socket(my $out, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!";
chomp(my $path = <STDIN>);
while (my $length = <STDIN>) {
  read(STDIN, my $datagram, $length) == $length or die "cut";
  defined send($out, $datagram, 0, sockaddr_un($path)) or die "$path: $!";
}
`;

export interface Sender {
  readonly uid: number;
  /** `socket`: NAME=VALUE lines; `dev-log`: <PRIORITY>text. */
  readonly to: 'socket' | 'dev-log';
}

/** Resolves when the datagrams are sent. */
export function send(
  { notes }: Machine,
  { uid, to }: Sender,
  datagrams: readonly string[],
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const user = ['--reuid', String(uid), '--regid', String(uid), '--clear-groups'];
  const child = execFile(
    'setpriv',
    [...user, 'perl', '-e', SEND],
    { timeout: SEND_MS_MAX },
    (error) => (error ? reject(error) : resolve()),
  );
  const framed = datagrams.map((text) => `${Buffer.byteLength(text)}\n${text}`);
  child.stdin!.end(`${join(notes, to)}\n${framed.join('')}`);
  return promise;
}
