/**
 * Why a file cannot be read, in the words of every command and service: what is wrong with it, and
 * what to do. Where it was named, and how such a file is made, is said by who asked for it.
 */

const REASONS: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOENT', 'no such file; check its path'],
  ['ENOTDIR', 'no such file; check its path'],
  ['EISDIR', 'it is a directory; name a file in it'],
  ['EACCES', 'no permission to read it; run as a user or group that may'],
  ['EPERM', 'no permission to read it; run as a user or group that may'],
]);

/** Of an error that the system told; of another one its own message. */
export function readFailure(cause: unknown): string {
  const { code, message } = cause as Partial<NodeJS.ErrnoException>;
  return REASONS.get(code) ?? message ?? String(cause);
}
