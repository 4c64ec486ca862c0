/**
 * Prints how a container runtime is to run an image (OCI runtime specification): user, entry point
 * and environment as the image says, everything else as a strict cluster has it.
 *
 *   node test/image/runtime-spec.ts IMAGE.json ROOT FOLDER [ARGUMENT…]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runtimeDefault } from './seccomp.ts';

interface ImageConfig {
  readonly User: string;
  readonly Entrypoint: readonly string[];
  readonly Env: readonly string[];
  readonly WorkingDir: string;
}

const [file = '', root = '', folder = '', ...args] = process.argv.slice(2);
const { config }: { config: ImageConfig } = JSON.parse(readFileSync(file, 'utf8')).OCIv1;
const [uid = 0, gid = 0] = config.User.split(':').map(Number);
const bind = (source: string, destination: string, how: string) => ({
  ...{ source, destination, type: 'bind' },
  options: ['rbind', how, 'nosuid', 'nodev'],
});
const capabilities = { bounding: [], effective: [], permitted: [], inheritable: [], ambient: [] };

process.stdout.write(
  JSON.stringify({
    ociVersion: '1.0.2',
    process: {
      user: { uid, gid, additionalGids: [4] },
      args: [...config.Entrypoint, ...args],
      env: config.Env,
      cwd: config.WorkingDir || '/',
      capabilities,
      noNewPrivileges: true,
    },
    root: { path: root, readonly: true },
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755'] },
      bind('/sys', '/sys', 'ro'),
      bind(join(folder, 'lib'), '/var/lib/dropcast', 'rw'),
      bind(join(folder, 'log'), '/var/log', 'ro'),
    ],
    linux: {
      namespaces: [{ type: 'pid' }, { type: 'mount' }, { type: 'ipc' }, { type: 'uts' }],
      seccomp: runtimeDefault(),
    },
  }),
);
