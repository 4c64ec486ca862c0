/** The flags of `dropcast parse` (parse.ts does the work). */
import type { Command } from 'commander';
import { flag, listFlag } from './options.ts';
import { type ParseStreams, parse } from './parse.ts';
import { FailureTold } from './run.ts';

interface ParseFlags {
  readonly all?: boolean;
  readonly prefix?: readonly string[];
}

export function addParse(program: Command, streams: ParseStreams): void {
  program
    .command('parse')
    .description('print every LOG line as one JSON object of its fields')
    .argument('[file...]', 'log files; - or none is standard input')
    .addOption(flag('--all', 'one object for every record, also for what is no LOG line'))
    .addOption(listFlag('--prefix <prefix>', 'log prefix that counts; may be repeated'))
    .action(async (files: string[], { all = false, prefix = [] }: ParseFlags) => {
      const status = await parse({ files, all, prefixes: prefix }, streams);
      if (status !== 0) throw new FailureTold();
    });
}
