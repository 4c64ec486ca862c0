import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../../src/agent/ship/spool/crc32c.ts';

const UP = Uint8Array.from({ length: 32 }, (_, i) => i);

/** RFC 3720 appendix B.4: an iSCSI read command. */
const READ_COMMAND = Buffer.from(
  '01c00000000000000000000000000000140000000000040000000014000000182800000000000000' +
    '0200000000000000',
  'hex',
);

const VECTORS = [
  { what: '32 zeros', bytes: new Uint8Array(32), crc: 0x8a9136aa },
  { what: '32 ones', bytes: new Uint8Array(32).fill(0xff), crc: 0x62a8ab43 },
  { what: '0 to 31', bytes: UP, crc: 0x46dd794e },
  { what: '31 to 0', bytes: UP.toReversed(), crc: 0x113fdb5c },
  { what: 'a read command', bytes: READ_COMMAND, crc: 0xd9963a56 },
  { what: 'the check value', bytes: Buffer.from('123456789'), crc: 0xe3069283 },
  { what: 'nothing', bytes: new Uint8Array(0), crc: 0 },
];

describe('the checksum', () => {
  it.each(VECTORS)('of $what is the known one', ({ bytes, crc }) => {
    expect(crc32c(bytes)).toBe(crc);
  });

  it('goes on from any place where it stopped', () => {
    for (let at = 0; at <= READ_COMMAND.length; at++) {
      const head = crc32c(READ_COMMAND.subarray(0, at));
      expect(crc32c(READ_COMMAND.subarray(at), head)).toBe(0xd9963a56);
    }
  });
});
