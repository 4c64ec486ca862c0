/** How the agent's image starts it, by the Dockerfile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Node's flags, then the program; the checkout where the image has its product. */
export function agentEntry(): { readonly flags: readonly string[]; readonly program: string } {
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const [, entry = ''] = /AS agent$[\s\S]*?ENTRYPOINT (\[[^\]]*\])/m.exec(dockerfile) ?? [];
  const [, ...words]: string[] = JSON.parse(entry.replaceAll('\\\n', ''));
  const here = words.map((word) => word.replace(/\/dropcast(?=$|\/bin\/)/, ROOT));
  return { flags: here.slice(0, -1), program: here.at(-1)! };
}
