import { expect, test } from 'vitest';
import { createFlowTable } from '../../../src/agent/aggregate/flow-table.ts';
import { take } from '../../../src/agent/aggregate/take.ts';
import { observeLines, SYN_LINE } from './lines.ts';

const SYN = 2;
const RST = 4;
const ACK = 16;

test.each([
  ['SYN', 6, SYN, 80, 40_000, false],
  ['SYN+ACK between any ports', 6, SYN | ACK, 40_000, 40_001, true],
  ['RST+ACK to the first ephemeral port', 6, RST | ACK, 80, 32_768, true],
  ['RST+ACK to a port below', 6, RST | ACK, 80, 32_767, false],
  ['RST+ACK between ephemeral ports', 6, RST | ACK, 32_768, 40_000, false],
  ['RST+ACK from the last port below', 6, RST | ACK, 32_767, 40_000, true],
  ['RST alone', 6, RST, 80, 40_000, false],
  ['ACK alone', 6, ACK, 80, 40_000, false],
  ['UDP from a well-known port', 17, undefined, 1023, 32_768, true],
  ['UDP from a port above', 17, undefined, 1024, 32_768, false],
  ['UDP to a port below the ephemeral ones', 17, undefined, 53, 32_767, false],
  ['UDPLITE', 136, undefined, 53, 40_000, false],
])('%s', (_, protocol, flags, source, destination, isReply) => {
  const table = createFlowTable({ flowsMax: 4 });
  const { flags: _syn, ...line } = SYN_LINE;
  const packet = { protocol, ports: [source, destination] as const, ...(flags && { flags }) };
  observeLines(table, { ...line, ...packet });
  expect(take(table)).toMatchObject([{ isReply, port: isReply ? source : destination }]);
});
