/**
 * `dropcast replay`: the whole pipeline on files, without a cluster. The pipeline itself is handed
 * in. Flows go to stdout; the account of what was read goes to stderr, so that neither disturbs the
 * other.
 */
import type { Command } from 'commander';
import type { Account, Loss } from '../flow/loss.ts';
import type { Replay } from '../flow/replay.ts';
import { lossesText } from '../report/losses-text.ts';
import type { CommandContext } from './context.ts';
import { addFilterOptions, type FilterOptions, filterOf, flag, listFlag } from './options.ts';
import { EDGE_FORMATS, edgeLook, type PrintEdgesOptions, printEdges } from './print-edges.ts';
import { addOutputOption, addTimeOption } from './print-options.ts';
import { escapeControls } from './terminal.ts';

interface ReplayOptions extends FilterOptions, PrintEdgesOptions {
  readonly cluster?: string;
  readonly prefix?: readonly string[];
}

export function addReplay(program: Command, context: CommandContext, replay: Replay): void {
  const command = program.command('replay').description('read flows from log files, no cluster');
  command
    .argument('<file...>', 'log files; - is standard input')
    .addOption(flag('--cluster <file>', 'names: kubectl get ns,nodes,pods,svc,netpol -A -o yaml'))
    .addOption(listFlag('--prefix <prefix>', 'log prefix that counts; may be repeated'));
  addFilterOptions(command);
  addOutputOption(command, EDGE_FORMATS);
  addTimeOption(command);
  command.action(async (files: string[], options: ReplayOptions) => {
    const request = {
      files,
      clusterFile: options.cluster,
      prefixes: options.prefix ?? [],
      filter: filterOf(options, context.nowUs()),
    };
    const { edges, account, losses } = await replay(request, context.signal);
    await printEdges(context.terminal, edges, edgeLook(context, options));
    context.terminal.stderr.write(accountText(account, losses));
  });
}

/** `read N = parsed P + ignored I + rejected R`, and below it what the numbers hide. */
export function accountText(account: Account, losses: readonly Loss[]): string {
  const { read, parsed, ignored, rejected } = account;
  const lines = [`read ${read} = parsed ${parsed} + ignored ${ignored} + rejected ${rejected}`];
  const reasons = Object.entries(account.rejectedByReason).filter(([, count]) => count > 0);
  const byReason = reasons.toSorted(([, a], [, b]) => b - a).map(([why, n]) => `${why} ${n}`);
  if (byReason.length > 0) lines.push(`rejected: ${byReason.join(', ')}`);
  if (account.partial > 0) lines.push(`parsed in part: ${account.partial}`);
  if (account.spoofed > 0) lines.push(`ignored, from user space: ${account.spoofed}`);
  if (account.responsesUnmatched > 0) {
    lines.push(`responses without their first line: ${account.responsesUnmatched}`);
  }
  if (losses.length > 0) lines.push(`lost: ${lossesText(losses)}`);
  return lines.map((line) => `${escapeControls(line)}\n`).join('');
}
