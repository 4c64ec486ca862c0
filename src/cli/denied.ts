/**
 * What to do when Node's own walls (--permission) stopped a command: the images' agent runs with
 * them. Source: nodejs.org/api/permissions.html.
 */

const FLAGS: Readonly<Record<string, string>> = {
  FileSystemRead: '--allow-fs-read',
  FileSystemWrite: '--allow-fs-write',
};
/** Errors wrap errors; a ring of them would have no end. */
const DEPTH_MAX = 8;

interface Denial {
  readonly code?: string;
  readonly permission?: string;
  readonly resource?: string;
  readonly cause?: unknown;
}

/** A sentence about the permission that `error`, or what caused it, lacked; undefined if none. */
export function adviceOnPermission(error: unknown): string | undefined {
  let found = error as Denial | undefined;
  for (let depth = 0; depth < DEPTH_MAX && found; depth += 1) {
    const { code, permission = '', resource = '', cause } = found;
    const flag = FLAGS[permission];
    if (code === 'ERR_ACCESS_DENIED' && flag !== undefined) {
      const opening = `NODE_OPTIONS=${flag}=${resource}`;
      return `node --permission keeps ${resource} closed: open it by ${opening}`;
    }
    found = cause as Denial | undefined;
  }
  return undefined;
}
