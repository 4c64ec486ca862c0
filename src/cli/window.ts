/**
 * `dropcast window`: opens a logging window that changes no verdict, shows what is open, closes it.
 */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { EdgeFilterError, parseNamespace } from '../flow/endpoint-pattern.ts';
import { HOUR_US, parseSpan } from '../flow/time.ts';
import type { AccessOptions } from '../kube/credentials/choose-access.ts';
import { parseCalicoVersion } from '../policy/window/calico-facts.ts';
import type { CommandContext } from './context.ts';
import type { ServerOptions } from './live-cluster.ts';
import { addAggregatorOption, addServerOptions, flag } from './options.ts';
import { addClusterOption } from './policy-options.ts';
import { addOutputOption, addTimeOption, NAMED_FORMATS } from './print-options.ts';
import type { OpenOptions } from './window-open.ts';
import type { StatusOptions } from './window-status.ts';

type Environment = AccessOptions['environment'];

export function addWindow(
  program: Command,
  context: CommandContext,
  environment: Environment,
): void {
  const window = program
    .command('window')
    .description('log what policies would have to allow, without changing a verdict');
  const access = ({ kubeconfig, context: named }: ServerOptions): AccessOptions => ({
    ...{ kubeconfig, context: named, environment },
  });
  addOpen(window).action(async (options: OpenOptions & ServerOptions) => {
    const { openWindow } = await import('./window-open.ts');
    await openWindow(options, access(options), context);
  });
  const status = addServerOptions(
    window.command('status').description('what is open, where, and until when'),
  );
  addOutputOption(status, NAMED_FORMATS);
  addTimeOption(status).action(async (options: ServerOptions & StatusOptions) => {
    const { tellWindows } = await import('./window-status.ts');
    await tellWindows(options, access(options), context);
  });
  addServerOptions(
    window.command('close').description('remove the window, and nothing else'),
  ).action(async (options: ServerOptions) => {
    const { closeWindow } = await import('./window-close.ts');
    await closeWindow(access(options), context);
  });
}

/** Said on purpose each time: no variable may stand for it. */
const APPLY = new Option('--apply', 'open it, after a trial of all').conflicts('cluster');

function addOpen(window: Command): Command {
  const open = window
    .command('open')
    .description('show the safe window for this cluster; --apply opens it')
    .addOption(
      flag('-n, --namespace <name>', 'only this namespace; may be repeated').argParser(
        parseNamespaces,
      ),
    )
    .addOption(
      flag('--for <span>', 'how long it stays open, at most 30d')
        .default(FOR_DEFAULT)
        .argParser(parseFor),
    )
    .addOption(APPLY)
    .addOption(
      flag('--calico-version <version>', 'where the cluster does not tell, such as 3.30').argParser(
        parseVersion,
      ),
    );
  addServerOptions(open);
  addClusterOption(open);
  return addAggregatorOption(open);
}

function parseNamespaces(text: string, before: readonly string[] = []): string[] {
  if (text === '') return [...before];
  try {
    return [...before, ...text.split(',').map(parseNamespace)];
  } catch (error) {
    if (error instanceof EdgeFilterError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

const FOR_DEFAULT = '24h';
/** Shorter than a line takes to arrive, or longer than anybody remembers it. */
const SHORTEST_US = HOUR_US / 60;
const LONGEST_US = 30 * 24 * HOUR_US;

function parseFor(text: string): string {
  const span = parseSpan(text || FOR_DEFAULT) ?? 0;
  if (span >= SHORTEST_US && span <= LONGEST_US) return text || FOR_DEFAULT;
  throw new InvalidArgumentError('Write a span from 1m to 30d, such as 24h or 7d.');
}

function parseVersion(text: string): string {
  if (text === '' || parseCalicoVersion(text) !== undefined) return text;
  throw new InvalidArgumentError('Write MAJOR.MINOR, such as 3.30.');
}
