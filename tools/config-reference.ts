/**
 * Writes docs/config.md: every flag of agent and aggregator as a variable of their environment, as
 * manifests set them, out of the commands themselves. `npm run docs:config` puts it in its place.
 */
import type { Command, Option } from 'commander';
import { idleProgram } from './idle-program.ts';

const HEAD = `# Configuration of agent and aggregator

Every flag of the services as a variable, which is how manifests set it. Written by \`npm run docs:config\` out of the commands themselves;
[cli.md](cli.md) has the same flags in the order of the help, and those of the other commands, whose variables are made in the same way.

- The command line counts before the variable. An empty variable is none.
- A flag that may be given several times takes its values with commas in the variable.
- A *switch* is on with \`1\` or any other text, and off with \`0\`, \`false\`, \`no\` and \`off\`.
- A *span* is a number with its unit: \`90s\`, \`30m\`, \`24h\`, \`7d\`. *Bytes* may end in \`Ki\`, \`Mi\` or \`Gi\`. Other numbers have the unit in their name.
- A value that cannot be used ends the start with status 2 and one line that names the flag. Both services read their configuration once; files that it names
  (certificates, tokens, labels of blocks) are read again when they change.
- Beside these they read \`KUBECONFIG\`, and in a pod \`KUBERNETES_SERVICE_HOST\` and \`KUBERNETES_SERVICE_PORT\`.
`;

const SERVICES = ['agent', 'aggregator'];

function sectionOf(command: Command): string {
  const options = command.options.filter(({ envVar, hidden }) => envVar !== undefined && !hidden);
  const rows = options.map(rowOf);
  const title = command.name() === 'agent' ? 'Agent' : 'Aggregator';
  const head = ['| variable | flag | takes | means | default |', '|---|---|---|---|---|'];
  return [`## ${title}`, '', ...head, ...rows].join('\n');
}

function rowOf(option: Option): string {
  const { envVar, long, flags, description, negate, defaultValue } = option;
  const [, takes] = /[<[](.+)[>\]]/.exec(flags) ?? [];
  const [, means = '', told = ''] = /^(.*?)(?: \(default: (.+)\))?$/.exec(description) ?? [];
  const preset = told || (defaultValue === undefined ? '' : String(defaultValue));
  const kind = option.isBoolean() || negate || takes === undefined ? 'switch' : takes;
  return `| ${[`\`${envVar}\``, `\`${long}\``, kind, cellText(means), cellText(preset)].join(' | ')} |`;
}

const cellText = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*');

const { commands } = idleProgram();
const services = SERVICES.map((name) => commands.find((each) => each.name() === name)!);
process.stdout.write(
  `${[HEAD, ...services.map(sectionOf)].join('\n\n').replace('\n\n\n', '\n\n').trimEnd()}\n`,
);
