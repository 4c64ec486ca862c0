/**
 * Notes what is new in proto/dropcast/v1 in test/fixtures/proto-fields.txt: `node
 * tools/proto-fields.ts`. It only adds: what is there once, older agents and aggregators speak.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { protoFields } from '../test/wire/proto-fields.ts';

const path = fileURLToPath(new URL('../test/fixtures/proto-fields.txt', import.meta.url));
const noted = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const lines = [...new Set([...noted, ...protoFields()])].sort();
writeFileSync(path, `${lines.join('\n')}\n`);
