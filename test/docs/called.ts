/**
 * Programs of the scene that are no processes of their own for each call: a small client in bash
 * hands over what it was called with, and prints what comes back. Starting Node for each of a
 * hundred commands would take longer than all that they do.
 *
 * A call is `COUNT NUL FOLDER NUL (ARGUMENT NUL)*`, its answer is what bash is to run.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** What to print, in its order: 1 is stdout, 2 stderr. */
export type Printed = readonly (readonly [stream: 1 | 2, text: string])[];

export interface Answer {
  readonly status: number;
  readonly printed: Printed;
}

export interface Call {
  readonly args: readonly string[];
  readonly folder: string;
}

/** One connection for each call, of this machine. */
export async function answerCalls(answer: (call: Call) => Promise<Answer>): Promise<Server> {
  const server = createServer((connection) => {
    let asked = '';
    connection.setEncoding('utf8').on('data', async (part: string) => {
      asked += part;
      const call = callIn(asked);
      if (call !== undefined) connection.end(scriptOf(await answer(call)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Undefined until all of it is there. */
function callIn(asked: string): Call | undefined {
  const [count, folder = '', ...args] = asked.split('\0').slice(0, -1);
  return args.length === Number(count) ? { folder, args } : undefined;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function scriptOf({ status, printed }: Answer): string {
  const lines = printed.map(([stream, text]) => `printf %s ${quoted(text)} >&${stream}`);
  return [...lines, `exit ${status}`].join('\n');
}

/** A program in bash that calls what answers at a port. */
export const clientOf = (port: number): string => `exec 3<>/dev/tcp/127.0.0.1/${port}
printf '%s\\0' $# "$PWD" "$@" >&3
script=$(cat <&3)
exec 3>&-
eval "$script"`;
