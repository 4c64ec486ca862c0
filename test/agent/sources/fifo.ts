/** Named pipes, which Node cannot make by itself: stand-ins for devices and for what other programs write. */
import { execFileSync } from 'node:child_process';

export function makeFifo(path: string): void {
  execFileSync('/usr/bin/env', ['mkfifo', path]);
}
