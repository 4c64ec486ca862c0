/**
 * The programs of the scene. `dropcast parse` writes as fast as its reader reads: a process of its
 * own. As kubectl does, `kubectl dropcast` runs `kubectl-dropcast`, which looks for its aggregator
 * in the cluster. Both hand over their settings and their name before their arguments.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientOf } from './called.ts';
import { pathOf } from './markdown.ts';

/** Into the folder's `bin`; `ports` are those at which kubectl and dropcast are called. */
export async function writePrograms(folder: string, ports: { kubectl: number; dropcast: number }) {
  await mkdir(join(folder, 'bin'));
  const own = `exec '${process.execPath}' '${pathOf('bin/dropcast.js')}'`;
  const dropcast = `[ "$1" != parse ] || ${own} "$@"
settings=()
for name in "\${!DROPCAST_@}"; do settings+=("$name=\${!name}"); done
set -- "\${settings[@]}" "\${0##*/}" "$@"
${clientOf(ports.dropcast)}`;
  const programs = {
    ...{ dropcast, 'kubectl-dropcast': dropcast, 'dropcast.js': dropcast },
    npx: 'exec "$@"',
    kubectl: `[ "$1" != dropcast ] || { shift; exec kubectl-dropcast "$@"; }
${clientOf(ports.kubectl)}`,
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(folder, 'bin', name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
  }
}
