/** The lab itself: what the tests with it rely on. */
import { describe, expect, it } from 'vitest';
import { exportText, type Field, parseExport } from './export-text.ts';
import { inLab } from './in-lab.ts';
import { USER_WARNING } from './kernel-feed.ts';
import { logLines } from './log-lines.ts';

const LINES = 200;

describe('an export text', () => {
  it('reads back as it was written', () => {
    const entries: Field[][] = [
      [
        ['MESSAGE', 'IN=eth0\nOUT='],
        ['PRIORITY', '5'],
      ],
      [['MESSAGE', Buffer.from([0, 10, 255])]],
      [['MESSAGE', '']],
    ];
    const read = parseExport(exportText(entries)).map((entry) => [...entry]);
    const bytes = ([name, value]: Field) => [name, Buffer.from(value)];
    expect(read).toEqual(entries.map((fields) => fields.map(bytes)));
  });

  it('that is cut inside a field is told', () => {
    const text = exportText([[['MESSAGE', 'a\nb']]]);
    expect(() => parseExport(text.subarray(0, -3))).toThrow('ends inside MESSAGE');
  });
});

describe('a private journald', () => {
  inLab('stores what the feed wrote, in its order', async (lab) => {
    await lab.start();
    await lab.kernel.write(logLines(0, LINES));
    await lab.settle();
    const messages = (await lab.entries()).map(({ message }) => message);
    expect(messages).toEqual(logLines(0, LINES).map(({ text }) => text));
  });

  inLab('hears control bytes and knows who wrote a record', async (lab) => {
    await lab.start();
    const text = 'a\\\n\xff IN=eth0 OUT= ';
    await lab.kernel.write([{ text, timeUs: 7, priority: USER_WARNING }]);
    await lab.settle();
    expect(await lab.entries()).toMatchObject([{ message: text, sourceUs: 7, isSpoofed: true }]);
  });

  inLab('rotates, is killed, and lives through boots', async (lab) => {
    await lab.start();
    await lab.kernel.write(logLines(0, LINES));
    await lab.rotate();
    await lab.kernel.write(logLines(LINES, LINES));
    await lab.stored();
    await lab.end('SIGKILL');
    await lab.start();
    await lab.settle();
    await lab.shutDown();
    await lab.start();
    await lab.kernel.write(logLines(0, LINES));
    await lab.settle();
    const entries = await lab.entries();
    expect(new Set(entries.map(({ bootId }) => bootId)).size).toBe(2);
    expect(entries.length).toBeGreaterThan(2 * LINES);
    expect(lab.files.some((file) => file.endsWith('~'))).toBe(true);
    expect(lab.files.some((file) => file.includes('system@'))).toBe(true);
  });

  inLab(
    'keeps the journal in /run until it is flushed',
    async (lab) => {
      await lab.start();
      await lab.kernel.write(logLines(0, LINES));
      await lab.settle();
      expect(lab.files).toEqual([]);
      await lab.flush();
      expect(await lab.entries()).toHaveLength(LINES);
    },
    { isVolatile: true },
  );
});
