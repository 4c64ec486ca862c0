/** Up to when digests have told of flows: over restarts, where a file is given. */
import { CommandError } from '../ask.ts';
import type { ResumeFile } from '../resume-file.ts';

const VERSION = 1;

export interface SentStore {
  /** Undefined: nothing was told. Throws CommandError. */
  load(): number | undefined;
  save(untilUs: number): Promise<void>;
}

export function forgetfulSent(): SentStore {
  return { load: () => undefined, save: async () => {} };
}

export function sentFile(file: ResumeFile): SentStore {
  return {
    load: () => (file.value === undefined ? undefined : readSent(file)),
    save: (untilUs) => file.write({ version: VERSION, digestUntilUs: untilUs }),
  };
}

function readSent({ value, path }: ResumeFile): number {
  const { version, digestUntilUs } = (value ?? {}) as Record<string, unknown>;
  if (version === VERSION && Number.isSafeInteger(digestUntilUs)) return digestUntilUs as number;
  throw new CommandError(`--resume ${path} is not a file that dropcast digest has written`);
}
