/** Reads edges back from a file of `dropcast flows -o json`: one JSON object per line. */
import { open } from 'node:fs/promises';
import type { Edge } from '../flow/edge.ts';
import { readEdgeJson } from '../flow/edge-json-read.ts';
import { JsonValueError } from '../flow/json-value.ts';
import { readFailure } from '../flow/read-failure.ts';
import { CommandError } from './ask.ts';

const COMMAND = 'dropcast flows -o json';

/** All edges of the file. Throws CommandError with file and line; empty lines are passed over. */
export async function readEdgeFile(file: string): Promise<Edge[]> {
  const edges: Edge[] = [];
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    if (line.trim() !== '') edges.push(readEdgeLine(line, `${file}:${number}`));
  }
  return edges;
}

async function* linesOf(file: string): AsyncIterable<string> {
  try {
    await using handle = await open(file);
    yield* handle.readLines();
  } catch (cause) {
    const why = `${readFailure(cause)}, or make it with: ${COMMAND}`;
    throw new CommandError(`${file} cannot be read: ${why}`, { cause });
  }
}

function readEdgeLine(line: string, place: string): Edge {
  try {
    return readEdgeJson(JSON.parse(line));
  } catch (cause) {
    if (cause instanceof JsonValueError) {
      throw new CommandError(`${place}: ${cause.message}`, { cause });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${place}: is not JSON (${reason}); expected the output of: ${COMMAND}`;
    throw new CommandError(message, { cause });
  }
}
