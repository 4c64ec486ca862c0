/** What a process has taken so far, of all its threads, as Linux tells (proc(5)). */
import { readFileSync } from 'node:fs';

/** USER_HZ: what proc(5) counts processor time in. */
const TICK_MS = 10;
/** Fields of /proc/PID/stat behind the name, which may hold anything. */
const USER = 11;
const SYSTEM = 12;

export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** The most that it ever had. */
  readonly rssBytesMax: number;
}

/** Of a process that runs. */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1_024;
  return {
    cpuMs: (Number(fields[USER]) + Number(fields[SYSTEM])) * TICK_MS,
    rssBytes: kilobytes('VmRSS'),
    rssBytesMax: kilobytes('VmHWM'),
  };
}

/** Processor time of the whole machine so far, idle time left out. */
export function machineCpuMs(): number {
  const [, ...ticks] = readFileSync('/proc/stat', 'latin1').split('\n', 1)[0]!.split(/ +/);
  const busy = ticks.slice(0, GUEST).filter((_, field) => field !== IDLE && field !== IO_WAIT);
  return busy.reduce((sum, tick) => sum + Number(tick), 0) * TICK_MS;
}

/** Fields of the first line of /proc/stat; guests are in what is before them, too. */
const IDLE = 3;
const IO_WAIT = 4;
const GUEST = 8;
