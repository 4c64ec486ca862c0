/** Does journald keep kernel lines at all: does it read them, and store those of their level? */
import { readdir } from 'node:fs/promises';
import { type Finding, found } from './check.ts';
import { readJournaldConfig } from './journald-config.ts';
import { isOff, levelName, parseLevel } from './journald-values.ts';
import { type NodeView, readIfThere } from './node-view.ts';

const WARNING = 4;
const INFO = 6;
/** Processes looked at for journald. */
const PROCESSES_MAX = 100_000;

/** For checks that need journald's configuration and do not see it. */
function configUnseen({ roots }: NodeView): Finding {
  const where = `${roots.etc}/systemd or ${roots.usr}/lib/systemd`;
  return found('unknown', `no journald.conf in ${where}: mount the node's to have it looked at`);
}

/**
 * Whether LOG lines are important enough to be stored: they have level 4 unless the rule says
 * otherwise, Calico's 5 (iptables) or 6 (nft).
 */
export async function checkJournalMaxLevel(view: NodeView): Promise<Finding> {
  const config = await readJournaldConfig(view);
  if (config === undefined) return configUnseen(view);
  const text = config.get('MaxLevelStore');
  const level = text === '' ? undefined : parseLevel(text);
  if (level === undefined || level >= INFO) return found('ok', '', level);
  const detail =
    `journald stores nothing less urgent than ${levelName(level)} (MaxLevelStore); LOG writes at ` +
    'warning, Calico at notice (iptables) or info (nft); set MaxLevelStore=info in the ' +
    "node's journald.conf and restart systemd-journald";
  return found(level < WARNING ? 'fail' : 'warn', detail, level);
}

/** Whether journald reads the kernel's log, and runs. */
export async function checkJournalReadsKmsg(view: NodeView): Promise<Finding> {
  const config = await readJournaldConfig(view);
  if (config !== undefined && isOff(config.get('ReadKMsg'))) {
    const detail =
      'journald does not read the kernel log (ReadKMsg=no), so that no LOG line is in the ' +
      "journal; set ReadKMsg=yes in the node's journald.conf, or read another source";
    return found('fail', detail);
  }
  if (await isJournaldMissing(view)) {
    const detail =
      'systemd-journald does not run on this node: nothing new will be in the journal; start it, ' +
      'or read another source';
    return found('warn', detail);
  }
  return config === undefined ? configUnseen(view) : found('ok', '');
}

/** Only where all processes of the node are to be seen: the kernel's own are as well. */
async function isJournaldMissing({ roots }: NodeView): Promise<boolean> {
  const kernelThread = await readIfThere(`${roots.proc}/2/comm`);
  if (kernelThread?.trim() !== 'kthreadd') return false;
  const processes = (await readdir(roots.proc)).filter((name) => /^\d+$/.test(name));
  for (const name of processes.slice(0, PROCESSES_MAX)) {
    // The kernel keeps 15 characters of a name.
    const command = await readIfThere(`${roots.proc}/${name}/comm`);
    if (command?.trim() === 'systemd-journal') return false;
  }
  return true;
}
