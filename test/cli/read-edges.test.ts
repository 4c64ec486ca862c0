import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandError } from '../../src/cli/ask.ts';
import { readEdgeFile } from '../../src/cli/read-edges.ts';
import { outcomeOf, outcomePrefixes } from '../../src/flow/outcome.ts';
import { EDGES } from './cli-edges.ts';
import { runDropcast } from './fake-aggregator.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-read-edges-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(text: string): Promise<string> {
  const file = join(folder, 'flows.jsonl');
  await writeFile(file, text);
  return file;
}

async function flowsJson(): Promise<string> {
  const run = await runDropcast(['flows', '-o', 'json'], { aggregator: { edges: EDGES } });
  return run.stdout;
}

describe('a file of flows', () => {
  test('gives the edges that flows printed', async () => {
    const file = await fileWith(await flowsJson());
    const told = outcomePrefixes(EDGES);
    const known = EDGES.map((edge) => ({
      ...edge,
      hours: edge.hours.filter((hour) => hour > 0),
      ...(outcomeOf(edge, told) === 'unanswered' && { isUnanswered: true }),
    }));
    expect(await readEdgeFile(file)).toEqual(known);
  });

  test('may have empty lines, and no newline at its end', async () => {
    const file = await fileWith(`\n${(await flowsJson()).trimEnd()}\r\n\n  `);
    expect(await readEdgeFile(file)).toHaveLength(EDGES.length);
    expect(await readEdgeFile(await fileWith(''))).toEqual([]);
  });

  test.each([
    ['{"source":{},"destination":{},"port":"x"}', ':2: port must be a whole number'],
    ['{"source":{}}', ':2: destination is missing'],
    ['[]', ':2: the value must be an object'],
    ['source: a', ':2: is not JSON ('],
    ['{"source":{},"destin', ':2: is not JSON ('],
  ])('with the line %s is told by that line', async (line, message) => {
    const file = await fileWith(`{"source":{},"destination":{}}\n${line}\n`);
    const reading = readEdgeFile(file);
    await expect(reading).rejects.toThrow(CommandError);
    await expect(reading).rejects.toThrow(`${file}${message}`);
  });

  test('that cannot be read is told with the way to make it', async () => {
    const reading = readEdgeFile(join(folder, 'none'));
    await expect(reading).rejects.toThrow(
      /none cannot be read: no such file; check its path, or .*dropcast flows -o json$/,
    );
    await expect(readEdgeFile(folder)).rejects.toThrow(CommandError);
  });
});
