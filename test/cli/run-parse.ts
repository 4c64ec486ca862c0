/** Runs `dropcast parse` in this process: input bytes to the objects it prints. */
import { PassThrough, Readable } from 'node:stream';
import { parse } from '../../src/cli/parse.ts';

export type Printed = Record<string, unknown> & { outcome: string; header: { line: number } };

export interface Run {
  readonly status: number;
  readonly objects: Printed[];
  readonly errors: string;
}

export interface RunOptions {
  readonly files?: readonly string[];
  readonly all?: boolean;
  readonly prefixes?: readonly string[];
}

export async function runParse(input: string | Uint8Array, options: RunOptions = {}): Promise<Run> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const printed = text(stdout);
  const complained = text(stderr);
  const status = await parse(
    { files: options.files ?? [], all: options.all ?? false, prefixes: options.prefixes ?? [] },
    { stdin: Readable.from([Buffer.from(input)]), stdout, stderr },
  );
  stdout.end();
  stderr.end();
  const lines = (await printed).split('\n').filter((line) => line !== '');
  return {
    status,
    objects: lines.map((line) => JSON.parse(line) as Printed),
    errors: await complained,
  };
}

async function text(stream: PassThrough): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
