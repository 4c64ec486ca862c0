/** Named pipes, which Node cannot make by itself: stand-ins for devices. */
import { execFileSync } from 'node:child_process';

export function makeFifo(path: string): void {
  execFileSync('/usr/bin/env', ['mkfifo', path]);
}
