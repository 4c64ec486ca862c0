/** The flags of `dropcast digest` (digest.ts does the work). */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';
import type { DigestFlags } from './digest.ts';
import { addAggregatorOption, addFilterOptions, flag } from './options.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export function addDigest(
  program: Command,
  context: CommandContext,
  environment: Environment,
): void {
  const command = program
    .command('digest')
    .description('flows that were seen for the first time, here or to a webhook');
  addAggregatorOption(command);
  addFilterOptions(command);
  command
    .addOption(
      flag(
        '--digest-url-file <file>',
        'send them to the Slack-compatible webhook in it (or DROPCAST_DIGEST_URL)',
      ),
    )
    .addOption(flag('--digest-at <time>', 'every day at this time, such as 08:00'))
    .addOption(flag('--digest-zone <zone>', 'the time zone of --digest-at').default('UTC'))
    .addOption(flag('--resume <file>', 'keep there up to when was told, and go on behind it'))
    .addOption(flag('--dry-run', 'print the message instead of sending it'))
    .action(async (flags: DigestFlags) => {
      const { runDigest } = await import('./digest.ts');
      await runDigest(flags, context, environment);
    });
}
