import { once } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/cli/parse.ts';
import { fixtureRows } from '../fixtures.ts';
import { runParse } from './run-parse.ts';

const BODY =
  'IN=cali0 OUT=eth0 MAC= SRC=10.65.0.2 DST=198.51.100.7 LEN=60 TOS=0x00 ' +
  'PREC=0x00 TTL=63 ID=4660 DF PROTO=TCP SPT=49152 DPT=443 WINDOW=64240 RES=0x00 SYN URGP=0 ';
const LINE = `calico-packet: ${BODY}`;

/** What a truth row tells besides the line's fields. */
const NO_FIELDS = new Set(
  [
    'case group line msg level facility family frame render_ok cut_at ifname_raw'.split(' '),
    'vproto_hidden vid_hidden v'.split(' '),
  ].flat(),
);

/** Extension headers that the kernel prints without a name, or not at all. */
function hidesExtension(row: Record<string, unknown>): boolean {
  return /HOPOPTS|DSTOPTS|ROUTING|TRUNC|AH|ESP/.test(`${row.ext} ${row.inner_ext}`);
}

describe('dropcast parse', () => {
  it('prints the truth for every genuine line', async () => {
    const rows = fixtureRows<Record<string, unknown>>('genuine/truth.jsonl');
    const wrong: unknown[] = [];
    for (const row of rows) {
      const { objects } = await runParse(`${row.line}\n`, { all: true });
      const { outcome, reason, header, level, facility, family, ...fields } = objects[0]!;
      const expected = Object.fromEntries(
        Object.entries(row).filter(([name]) => !NO_FIELDS.has(name)),
      );
      if (row.cut_at !== undefined) continue;
      if (hidesExtension(row)) {
        for (const name of ['ext', 'inner_ext']) {
          delete fields[name];
          delete expected[name];
        }
      }
      try {
        expect({ ...fields, level, facility, family }).toEqual({
          ...expected,
          level: row.level,
          facility: row.facility,
          family: row.family,
        });
      } catch (error) {
        wrong.push([row.case, outcome, reason, header, (error as Error).message]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('gives the fields that a cut line still shows, and no others', async () => {
    const rows = fixtureRows<Record<string, unknown>>('genuine/truth.jsonl');
    const cut = rows.filter((row) => row.cut_at !== undefined);
    expect(cut.length).toBeGreaterThan(0);
    for (const row of cut) {
      const { objects } = await runParse(`${row.line}\n`);
      expect(objects[0]!.outcome, String(row.case)).toBe('partial');
      for (const name of ['src', 'dst', 'in', 'out']) {
        expect(objects[0]![name], String(row.case)).toBe(row[name]);
      }
    }
  });

  it('keeps order, line numbers and headers of what it reads', async () => {
    const { objects } = await runParse(
      `Nov 21 10:04:23 vm kernel: [ 3763.246096] ${LINE}\n` +
        'Nov 21 10:04:24 vm kernel: [ 3764.0] eth0: up\n' +
        `Nov 21 10:04:25 vm kernel: [ 3765.5] ${LINE}\n`,
      { all: true },
    );
    expect(objects.map((each) => [each.outcome, each.header.line])).toEqual([
      ['flow', 1],
      ['ignore', 2],
      ['flow', 3],
    ]);
    expect(objects[0]!.header).toMatchObject({
      format: 'syslog',
      host: 'vm',
      monotonic_us: 3_763_246_096,
    });
  });

  it('leaves out what is no LOG line unless asked for all', async () => {
    const input = `eth0: link up\n${LINE}\n`;
    expect((await runParse(input)).objects).toHaveLength(1);
    expect((await runParse(input, { all: true })).objects).toHaveLength(2);
  });

  it('takes only lines behind the given prefixes', async () => {
    const input = `${LINE}\nother: ${BODY}\n`;
    const { objects } = await runParse(input, { prefixes: ['calico-packet'] });
    expect(objects.map((each) => each.prefix)).toEqual(['calico-packet: ']);
  });

  it('names a record that user space wrote as spoofed', async () => {
    const { objects } = await runParse(`12,7,99,-;${LINE}\n4,8,100,-;${LINE}\n`, { all: true });
    expect(objects.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['ignore', 'spoofed'],
      ['flow', undefined],
    ]);
  });

  it('says how often a repeated line was logged', async () => {
    const { objects } = await runParse(
      `Nov 21 10:04:23 vm kernel: message repeated 1000 times: [ ${LINE}]\n`,
    );
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({ prefix: 'calico-packet: ', header: { repeated: 1000 } });
  });

  it('says which file it cannot read and parses the others', async () => {
    const missing = '/nonexistent/kern.log';
    const { status, objects, errors } = await runParse(`${LINE}\n`, { files: [missing, '-'] });
    expect(status).toBe(1);
    expect(objects).toHaveLength(1);
    expect(errors).toBe(
      'dropcast: /nonexistent/kern.log cannot be read: no such file; check its path, or give it ' +
        "the kernel's log: journalctl -k -o short-iso | dropcast parse\n",
    );
  });

  it('says that a directory is one', async () => {
    const { status, errors } = await runParse('', { files: ['/'] });
    expect(status).toBe(1);
    expect(errors).toMatch(
      /^dropcast: \/ cannot be read: it is a directory; name a file in it, or /,
    );
  });

  it('prints what a live pipe has brought while it waits for more', async () => {
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    const streams = { stdin, stdout, stderr: new PassThrough() };
    const ended = parse({ files: [], all: false, prefixes: [] }, streams);
    stdin.write(`${LINE}\n`);
    const [printed] = await once(stdout, 'data');
    expect(JSON.parse(String(printed))).toMatchObject({ outcome: 'flow', dst: '198.51.100.7' });
    stdin.end();
    expect(await ended).toBe(0);
  });

  it('parses a last line without its end', async () => {
    expect((await runParse(LINE)).objects).toHaveLength(1);
  });

  it('leaves no listeners behind when its reader is slow', async () => {
    const listeners: number[] = [];
    const stdout = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        listeners.push(stdout.listenerCount('close'));
        setImmediate(done);
      },
    });
    const stdin = Readable.from(Array.from({ length: 20 }, () => Buffer.from(`${LINE}\n`)));
    const streams = { stdin, stdout, stderr: new PassThrough() };
    await parse({ files: [], all: false, prefixes: [] }, streams);
    expect(listeners).toEqual(Array(20).fill(0));
  });

  it('stays on its feet with a line of a megabyte', async () => {
    const { objects } = await runParse(`${'x'.repeat(1 << 20)}\n${LINE}\n`);
    expect(objects.map((each) => each.outcome)).toEqual(['flow']);
  });
});
