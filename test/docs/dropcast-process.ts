/**
 * `dropcast` as it is built, in one process for all calls of the scene, one after the other: the
 * folder, the settings, the streams and the status are those of the call. It tells its parent the
 * port at which it is called.
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

const SETTING = /^(DROPCAST_\w+)=(.*)$/s;

/** Those of the call, and no other. */
function replaceSettings(settings: readonly string[]): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('DROPCAST_')) delete process.env[name];
  }
  for (const setting of settings) {
    const [, name = '', value] = SETTING.exec(setting)!;
    process.env[name] = value;
  }
}

/** Arguments are settings, the name by which it is called, and its own. */
const answer = ({ args, folder }: Call): Promise<Answer> => {
  const at = args.findIndex((word) => !SETTING.test(word));
  const [name = '', ...own] = args.slice(at);
  const next = before.then(() => {
    process.chdir(folder);
    process.argv[1] = name;
    replaceSettings(args.slice(0, at));
    return capture(() => main(own));
  });
  before = next.catch(() => undefined);
  return next;
};

process.send?.(portOf(await answerCalls(answer)));
