/**
 * The smallest program that gives itself a name and dies of a bad address, whereupon the kernel
 * logs its name and its file's name. x86-64 Linux, no compiler needed.
 *
 *   0 ELF header │ 64 program header │ 120 code │ 143 the name
 */

const CODE = Buffer.from([
  ...[0xb8, 0x9d, 0x00, 0x00, 0x00], // mov eax, 157: prctl(2)
  ...[0xbf, 0x0f, 0x00, 0x00, 0x00], // mov edi, 15: PR_SET_NAME
  ...[0x48, 0x8d, 0x35, 0x06, 0x00, 0x00, 0x00], // lea rsi, [the name]
  ...[0x0f, 0x05], // syscall
  ...[0x31, 0xc0], // xor eax, eax
  ...[0x89, 0x00], // mov [rax], eax: nothing is mapped at 0
]);

const HEADER_BYTES = 64;
const SEGMENT_BYTES = 56;
const CODE_AT = HEADER_BYTES + SEGMENT_BYTES;
const ADDRESS = 0x400000;
const PAGE = 0x1000;
const [EXECUTABLE, X86_64, LOAD, READ_AND_EXECUTE] = [2, 62, 1, 5];

export const canCrash = process.platform === 'linux' && process.arch === 'x64';

/** The program's file; the kernel keeps 15 bytes of `name`. */
export function crashingProgram(name: string): Buffer {
  const program = Buffer.concat([Buffer.alloc(CODE_AT), CODE, Buffer.from(`${name}\0`, 'latin1')]);
  program.write('\x7fELF\x02\x01\x01', 0, 'latin1');
  const header = { 16: EXECUTABLE, 18: X86_64, 20: 1, 52: HEADER_BYTES, 54: SEGMENT_BYTES, 56: 1 };
  for (const [at, value] of Object.entries(header)) program.writeUInt16LE(value, Number(at));
  program.writeUInt32LE(ADDRESS + CODE_AT, 24);
  program.writeUInt32LE(HEADER_BYTES, 32);
  const { length } = program;
  const segment = [LOAD, READ_AND_EXECUTE, 0, 0, ADDRESS, 0, ADDRESS, 0, length, 0, length, 0];
  for (const [at, word] of [...segment, PAGE, 0].entries()) {
    program.writeUInt32LE(word, HEADER_BYTES + at * 4);
  }
  return program;
}
