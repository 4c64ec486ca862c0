/** What else Linux tells of a process (proc(5)) than the simulation asks. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Usage, usageOf as wholeUsageOf } from '../../bench/simulate/usage.ts';

export interface AgentUsage extends Usage {
  /** Its own memory, without the pages of the program's file that all its processes share. */
  readonly anonBytes: number;
}

export function usageOf(pid: number): AgentUsage {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const anonBytes = Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024;
  return { ...wholeUsageOf(pid), anonBytes };
}

/** From now on `rssBytesMax` is the most since now: proc_pid_clear_refs(5). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** How often its threads have slept and been woken so far. */
export function wakeUpsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + wakeUpsOfThread(pid, thread), 0);
}

function wakeUpsOfThread(pid: number, thread: string): number {
  const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'latin1');
  return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1]);
}
