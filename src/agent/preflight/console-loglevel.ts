/**
 * Do LOG lines go to a serial console? Then every logged packet waits for the line to be printed:
 * the whole node passes some hundred logged packets a second, and kernels have hung. A record is
 * printed when its level is below the console's (linux kernel/printk/printk.c); LOG writes at 4
 * unless told otherwise, Calico at 5 (iptables) or 6 (nft).
 */
import { readFile } from 'node:fs/promises';
import { type Finding, found } from './check.ts';
import { type NodeView, readIfThere } from './node-view.ts';

/** Highest console level at which no LOG line of any usual rule is printed. */
const LEVEL_MAX = 4;
/** Above every level: all is printed. */
const LEVEL_ALL = 8;
/** Consoles that do not keep a packet waiting: a screen, none at all, memory. */
const FAST = /^(?:tty\d+|ttynull|pstore)/;

export async function checkConsoleLoglevel({ roots }: NodeView): Promise<Finding> {
  const printk = await readFile(`${roots.proc}/sys/kernel/printk`, 'utf8');
  const forced = await readIfThere(`${roots.sys}/module/printk/parameters/ignore_loglevel`);
  const isForced = forced?.startsWith('Y') === true;
  const level = isForced ? LEVEL_ALL : Number.parseInt(printk, 10);
  if (Number.isNaN(level)) return found('unknown', 'kernel.printk shows no level');
  if (level <= LEVEL_MAX) return found('ok', '', level);
  const consoles = slowConsoles(await readFile(`${roots.proc}/consoles`, 'utf8'));
  if (consoles.length === 0) return found('ok', 'no serial console', level);
  const [cause, remedy] = isForced
    ? ['ignore_loglevel is set', 'boot without ignore_loglevel']
    : [`kernel.printk is ${level}`, 'set sysctl kernel.printk=4'];
  const detail =
    `kernel lines below level ${level} are printed on the console ${consoles.join(', ')} ` +
    `(${cause}): each packet logged at such a level (LOG's own is 4, Calico's 5 or 6) waits for ` +
    `it, some hundred a second for the whole node; ${remedy}`;
  return found('warn', detail, level);
}

/** Enabled consoles that a packet would wait for, out of /proc/consoles. */
function slowConsoles(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [, name, flags] = /^(\S+)\s+\S+\s+\(([^)]*)\)/.exec(line) ?? [];
    return name && flags?.includes('E') && !FAST.test(name) ? [name] : [];
  });
}
