import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { castOf } from '../../../src/cli/demo/cast.ts';
import { clusterText } from '../../../src/cli/demo/cluster-objects.ts';
import { echoRequest } from '../../../src/cli/demo/echo.ts';

const EXAMPLES = fileURLToPath(new URL('../../../examples/', import.meta.url));
const cast = castOf(1);
/** Time of day, node and tag, then one of the lab's prefixes. */
const HEADER =
  /^20\d\d-\d\d-\d\dT[\d:.]+\+00:00 demo-node kernel: calico-(packet|response-(est|rst)): IN=/;

test('the recorded cluster is that of run number 1', () => {
  const text = readFileSync(`${EXAMPLES}demo-cluster.yaml`, 'utf8');
  expect(parse(text)).toEqual(JSON.parse(clusterText(cast)));
});

test('every recorded line is about a pod of the recorded cluster, at a time of day', () => {
  const lines = readFileSync(`${EXAMPLES}demo.kmsg`, 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(20);
  for (const line of lines) {
    expect(line).toMatch(HEADER);
    expect(cast.pods.some((pod) => line.includes(`=${pod.veth} `))).toBe(true);
  }
});

test('the ICMP checksum makes the packet sum up to all ones', () => {
  const packet = echoRequest(false);
  let sum = 0;
  for (let i = 0; i < packet.length; i += 2) sum += packet.readUInt16BE(i);
  expect((sum & 0xffff) + (sum >>> 16)).toBe(0xffff);
});
