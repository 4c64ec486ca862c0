/**
 * Promise: every LOG line of the journal is counted once at the aggregator, however often the agent
 * starts. Real agent, real aggregator, journals as journald wrote them; what journalctl of the same
 * version read of them, through our parser, is the truth.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { createParsers } from '../../src/agent/observe.ts';
import { FLOW, PARTIAL } from '../../src/parser/packet.ts';
import { Running } from '../aggregator/running.ts';
import { placeFiles, recordedFiles, recordedTruth } from '../journald/recorded.ts';

const PREFIX = 'calico-packet';

let folder: string;
let running: Running;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-journal-counted-'));
  running = await Running.open();
});
afterEach(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

async function runAgentToEnd(): Promise<void> {
  const config = parseAgentConfig({
    ...{ source: 'journal', path: folder, from: 'oldest', follow: false, prefix: PREFIX },
    ...{ aggregator: running.aggregator.grpc, insecure: 1, node: 'n1' },
    ...{ conntrack: 'off', logLevel: 'silent' },
  });
  await runAgent(config, new AbortController().signal);
}

function linesOf(set: string): number {
  const { kernel } = createParsers([PREFIX]);
  const messages = recordedTruth(set).filter(({ isSpoofed }) => !isSpoofed);
  const outcomes = messages.map(({ message }) => {
    const bytes = Buffer.from(message, 'latin1');
    return kernel.parse(bytes, 0, bytes.length);
  });
  return outcomes.filter((outcome) => outcome === FLOW || outcome === PARTIAL).length;
}

describe.each(['journald-247', 'journald-252', 'journald-257'])('%s', (set) => {
  it('is counted once, over a second start of the agent', async () => {
    placeFiles(recordedFiles(set), folder);
    await runAgentToEnd();
    await runAgentToEnd();
    const { nodes } = await running.query().getStatus();
    expect(linesOf(set)).toBeGreaterThan(10);
    expect(nodes).toMatchObject([{ node: 'n1', source: 'journal', epoch: 2, lines: linesOf(set) }]);
  });
});
