/** The corpora under test/fixtures (ORIGIN.md there). */
import { readdirSync, readFileSync } from 'node:fs';

const FIXTURES = new URL('./fixtures/', import.meta.url);

export function fixtureBytes(path: string): Buffer {
  return readFileSync(new URL(path, FIXTURES));
}

export function fixtureRows<Row>(path: string): Row[] {
  const lines = fixtureBytes(path).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}

export function fixtureNames(folder: string): string[] {
  return readdirSync(new URL(folder, FIXTURES)).sort();
}
