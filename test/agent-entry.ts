/** How the agent's image starts it, by the Dockerfile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

interface AgentEntry {
  /** Of Node. */
  readonly flags: readonly string[];
  /** The checkout's, where the image has its product. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

export function agentEntry(): AgentEntry {
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const [, stage = ''] = /AS agent$([\s\S]*?)(?:^FROM|$(?![\s\S]))/m.exec(dockerfile) ?? [];
  const [, entry = ''] = /ENTRYPOINT (\[[^\]]*\])/.exec(stage) ?? [];
  const [, ...words]: string[] = JSON.parse(entry.replaceAll('\\\n', ''));
  const here = words.map((word) => word.replace(/(?<=^|=)\/dropcast(?=$|\/)/, ROOT));
  const [, variables = ''] = /^ENV (.*)$/m.exec(stage) ?? [];
  return {
    flags: here.slice(0, -1),
    program: here.at(-1)!,
    environment: Object.fromEntries(variables.split(' ').map((pair) => pair.split('='))),
  };
}
