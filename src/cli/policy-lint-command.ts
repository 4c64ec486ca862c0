/** The flags of `dropcast policy lint` (policy-lint.ts does the work). */
import type { Command } from 'commander';
import { parseNamespace } from '../flow/endpoint-pattern.ts';
import type { CommandContext } from './context.ts';
import { checked, flag } from './options.ts';
import type { LintOptions } from './policy-lint.ts';
import { addClusterOption } from './policy-options.ts';
import { addColourOption } from './print-options.ts';

const LINT_FORMATS = ['text', 'json', 'sarif'] as const;
export type LintFormat = (typeof LINT_FORMATS)[number];

export function addPolicyLint(policy: Command, context: CommandContext): void {
  const command = policy
    .command('lint')
    .description('find what is wrong with policies as they are written')
    .argument('<path...>', 'files or folders of manifests');
  addClusterOption(command)
    .addOption(
      flag('-n, --namespace <name>', 'of objects that name none').argParser(
        checked(parseNamespace),
      ),
    )
    .addOption(flag('--strict', 'object to warnings, too'))
    .addOption(flag('-o, --output <format>', 'how to print').choices(LINT_FORMATS).default('text'));
  addColourOption(command).action(async (paths: string[], options: LintOptions) => {
    const { tellFindings } = await import('./policy-lint.ts');
    await tellFindings(paths, options, { context, version: programVersion(command) });
  });
}

function programVersion(command: Command): string {
  return command.parent === null ? (command.version() ?? '') : programVersion(command.parent);
}
