/** Up to when digests have told of flows: over restarts, where a file is given. */
import { CommandError } from '../ask.ts';
import { readResume, writeResume } from '../resume-file.ts';

const VERSION = 1;

export interface SentStore {
  /** Undefined: nothing was told. Rejects with CommandError. */
  load(): Promise<number | undefined>;
  save(untilUs: number): Promise<void>;
}

export function forgetfulSent(): SentStore {
  return { load: async () => undefined, save: async () => {} };
}

export function sentFile(path: string): SentStore {
  return {
    load: async () => {
      const text = await readResume(path);
      return text === undefined ? undefined : parseSent(text, path);
    },
    save: (untilUs) => writeResume(path, { version: VERSION, digestUntilUs: untilUs }),
  };
}

function parseSent(text: string, path: string): number {
  try {
    const { version, digestUntilUs } = JSON.parse(text);
    if (version === VERSION && Number.isSafeInteger(digestUntilUs)) return digestUntilUs;
  } catch {
    // Said below, as what is no number.
  }
  throw new CommandError(`--resume ${path} is not a file that dropcast digest has written`);
}
