/**
 * `dropcast` as it is built, in one process for all calls of the scene, one after the other: the
 * folder, the streams and the status are those of the call. It tells its
 * parent the port at which it is called.
 */
import { type Answer, answerCalls, type Call, portOf } from './called.ts';

interface Built {
  main(args: readonly string[]): Promise<number>;
}

const built = new URL('../../dist/cli.js', import.meta.url);
const { main } = (await import(built.href)) as Built;

/** What is written while `run` runs. */
async function capture(run: () => Promise<number>): Promise<Answer> {
  const printed: [1 | 2, string][] = [];
  const streams = [
    [1, process.stdout, process.stdout.write],
    [2, process.stderr, process.stderr.write],
  ] as const;
  for (const [number, stream] of streams) {
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      printed.push([number, Buffer.from(chunk as string).toString()]);
      const done = rest.find((each) => typeof each === 'function');
      if (done !== undefined) process.nextTick(done);
      return true;
    };
  }
  try {
    return { status: await run(), printed };
  } finally {
    for (const [, stream, write] of streams) {
      stream.write = write;
      stream.removeAllListeners('error');
    }
  }
}

let before: Promise<unknown> = Promise.resolve();

const answer = ({ args, folder }: Call): Promise<Answer> => {
  const next = before.then(() => {
    process.chdir(folder);
    return capture(() => main(args));
  });
  before = next.catch(() => undefined);
  return next;
};

process.send?.(portOf(await answerCalls(answer)));
