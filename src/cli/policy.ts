/** `dropcast policy`: the commands about policies themselves; a line here for each of them. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { addConnectivity } from './policy-connectivity-command.ts';
import { addPolicyGenerate } from './policy-generate-command.ts';
import { addPolicyLint } from './policy-lint-command.ts';

export function addPolicy(program: Command, context: CommandContext): void {
  const policy = program
    .command('policy')
    .description('write policies, check them, list what they allow');
  addConnectivity(policy, context);
  addPolicyLint(policy, context);
  addPolicyGenerate(policy, context);
}
