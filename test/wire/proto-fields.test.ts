import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protoFields } from './proto-fields.ts';

const path = join(import.meta.dirname, '..', 'fixtures', 'proto-fields.txt');
const noted = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const present = protoFields();

describe('the proto', () => {
  it('has every field, enum value and call that it ever had, under its number', () => {
    const gone = noted.filter((line) => !present.includes(line));
    expect(gone, 'older agents and aggregators speak these').toEqual([]);
  });

  it('has nothing that is not noted', () => {
    const added = present.filter((line) => !noted.includes(line));
    expect(added, 'run: node tools/proto-fields.ts').toEqual([]);
  });

  it('gives each number of a message or an enum once', () => {
    const numbers = noted.filter((line) => /^\S+ \d+ /.test(line));
    const places = numbers.map((line) => line.split(' ').slice(0, 2).join(' '));
    expect(new Set(places).size).toBe(places.length);
  });
});
