/** A line of /dev/kmsg: a header is read whole or not at all, and points into its slice. */
import assert from 'node:assert/strict';
import {
  createKmsgHeader,
  mayBeLogLine,
  readKmsgHeader,
} from '../../../src/agent/sources/kmsg/kmsg-record.ts';
import { GENUINE } from '../../parser/lines.ts';
import { roughly, type Target } from '../target.ts';

const header = createKmsgHeader();

export const target: Target = {
  words: [...[',', ';', '-', ',-;', '\n', '\n SUBSYSTEM=net', ',caller=T7', 'IN=', 'c', '+']],
  seeds: () => GENUINE.slice(0, 40).map(({ line }) => Buffer.from(`${line}\n`, 'latin1')),
  run: (input) => {
    const bytes = Buffer.concat([Buffer.from('9'), input, Buffer.from('9;IN=')]);
    const end = 1 + input.length;
    if (!readKmsgHeader(bytes, 1, end, header)) return 'no header';
    const { facility, sequence, uptimeUs, textStart } = header;
    for (const number of [facility, sequence, uptimeUs]) assert(Number.isSafeInteger(number));
    assert(textStart > 1 && textStart <= end);
    const isLine = mayBeLogLine(bytes, textStart, end);
    return `${facility === 0} ${roughly(end - textStart)} ${isLine}`;
  },
};
