/**
 * One LZ4 block, decompressed into a bounded buffer: journald up to systemd 245, and where it is
 * asked for, compresses long fields so.
 *
 *   token │ more literal length │ literals │ distance │ more match length │ token …
 *   4 bits literal length, 4 bits match length − 4; 15 goes on in bytes, as long as they are 255
 *
 * Format: lz4 doc/lz4_Block_format.md.
 */

const MATCH_BYTES_MIN = 4;
const LENGTH_GOES_ON = 15;

/**
 * Decompresses `input` into `output`; returns the bytes written, or -1 when the block is broken or
 * would not fit.
 */
export function decompressLz4Block(input: Uint8Array, output: Uint8Array): number {
  let at = 0;
  let written = 0;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    for (let byte = 255; nibble === LENGTH_GOES_ON && byte === 255 && at < input.length; ) {
      byte = input[at++]!;
      length += byte;
    }
    return length;
  };
  while (at < input.length) {
    const token = input[at++]!;
    const literals = lengthFrom(token >> 4);
    if (at + literals > input.length || written + literals > output.length) return -1;
    output.set(input.subarray(at, at + literals), written);
    at += literals;
    written += literals;
    // The last sequence is literals alone.
    if (at === input.length) return written;
    if (at + 2 > input.length) return -1;
    const distance = input[at]! | (input[at + 1]! << 8);
    at += 2;
    const matched = lengthFrom(token & 15) + MATCH_BYTES_MIN;
    if (distance === 0 || distance > written || written + matched > output.length) return -1;
    // Byte by byte: a match may overlap what it writes.
    for (const end = written + matched; written < end; written += 1) {
      output[written] = output[written - distance]!;
    }
  }
  return -1;
}
