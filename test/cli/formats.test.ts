import { describe, expect, it } from 'vitest';
import { fixtureBytes, fixtureNames } from '../fixtures.ts';
import { type Printed, runParse } from './run-parse.ts';

/**
 * The calico lines of this view show every byte of the records: what all the others are compared
 * with.
 */
const REFERENCE = 'dmesgt.log';
/** Prefixes of lines 6 to 11 hold bytes that most views show in their own way. */
const ODD_PREFIXES = new Set([5, 6, 7, 8, 9, 10]);
/** busybox syslogd cuts its lines at 256 bytes. */
const CUTS = new Set(['busybox-syslogd-full.log']);

function packetOf(printed: Printed, keepPrefix: boolean): Record<string, unknown> {
  const { header, level, facility, prefix, ...packet } = printed;
  return keepPrefix ? { prefix, ...packet } : packet;
}

const isCalico = (each: Printed) =>
  (each.outcome === 'flow' || each.outcome === 'partial') &&
  !String(each.prefix).startsWith('TRACE');

async function linesOf(file: string): Promise<Printed[]> {
  return (await runParse(fixtureBytes(`formats/${file}`))).objects.filter(isCalico);
}

describe('the same records in every view', () => {
  const files = fixtureNames('formats').filter((name) => name.endsWith('.log'));

  it.each(files)('%s', async (file) => {
    const reference = await linesOf(REFERENCE);
    const lines = await linesOf(file);
    expect(reference).toHaveLength(14);
    const key = (each: Printed) => JSON.stringify(packetOf(each, false));
    const left = reference.map(key);
    const blobs = /journalctl-(short|verbose)/.test(file) ? 3 : 0;
    expect(lines.length).toBeGreaterThanOrEqual(reference.length - blobs);
    for (const line of lines) {
      if (CUTS.has(file) && line.outcome === 'partial' && line.reason === 'cut') continue;
      expect(left).toContain(key(line));
      left.splice(left.indexOf(key(line)), 1);
    }
    expect(left.length).toBeLessThanOrEqual(Math.max(blobs, CUTS.has(file) ? 1 : 0));
  });

  it.each(files)('%s shows prefixes as they are', async (file) => {
    const reference = await linesOf(REFERENCE);
    const plain = reference.filter((_, i) => !ODD_PREFIXES.has(i)).map((each) => each.prefix);
    const prefixes = (await linesOf(file)).map((each) => each.prefix);
    for (const prefix of plain) expect(prefixes).toContain(prefix);
  });

  it.each(files.filter((file) => file.startsWith('journalctl') || file.includes('imkmsg')))(
    '%s: what user space wrote to /dev/kmsg makes no flow',
    async (file) => {
      const { objects } = await runParse(fixtureBytes(`formats/${file}`));
      expect(
        objects.filter(
          (each) => JSON.stringify(each).includes('calispoof') && each.outcome === 'flow',
        ),
      ).toEqual([]);
    },
  );

  it('takes the time that each header tells', async () => {
    const timed = await Promise.all(
      ['rsyslog-imklog-fileformat.log', 'journalctl-json.log', 'dmesgtimeformatiso.log'].map(
        async (file) => (await linesOf(file))[0]!.header,
      ),
    );
    expect(timed.map((header) => (header as { time?: string }).time)).toEqual([
      '2026-11-21T10:04:23.430731Z',
      '2026-11-21T10:04:23.431092Z',
      '2026-11-21T10:06:03.722099Z',
    ]);
  });

  it('keeps a record with line breaks whole where its framing does', async () => {
    const text = fixtureBytes('formats/newline-prefix.all-views.txt').toString('utf8');
    const json = text.split('---J')[1]!.split('---bb')[0]!;
    const { objects } = await runParse(json);
    expect(objects.map(({ outcome, in: inside, src }) => [outcome, inside, src])).toEqual([
      ['flow', 'calir4a0b1c2d3e', '10.65.0.2'],
    ]);
  });
});
