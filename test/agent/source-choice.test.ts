import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseSource } from '../../src/agent/source-choice.ts';
import { type Source, SourceError } from '../../src/agent/sources/source.ts';
import { ScriptedSource } from './scripted-source.ts';

const ANY = { source: 'auto', path: undefined, from: undefined, follow: true } as const;

/** Opens sources of which only `readable` can be read. */
function opening(...readable: readonly string[]) {
  return (kind: string, { path }: { readonly path: string | undefined }): Source => {
    const name = path === undefined ? kind : `${kind}:${path}`;
    return Object.assign(new ScriptedSource('wait'), {
      kind: name,
      check() {
        if (!readable.includes(name)) throw new SourceError('not_permitted', `no ${name} here`);
      },
    });
  };
}

describe('the choice of a source', () => {
  it('takes the journal where it can be read', () => {
    const { source, reason } = chooseSource(ANY, opening('kmsg', 'journal'));
    expect(source.kind).toBe('journal');
    expect(reason).toBe('journal: the first that can be read');
  });

  it('says why it could not take what would have been better', () => {
    expect(chooseSource(ANY, opening('kmsg')).reason).toBe(
      'kmsg: the first that can be read; not journal: no journal here',
    );
    const { source, reason } = chooseSource(ANY, opening('file:/var/log/messages'));
    expect(source.kind).toBe('file:/var/log/messages');
    expect(reason).toContain('not kmsg: no kmsg here; not file: no file:/var/log/kern.log here');
  });

  it('tells all reasons when there is nothing to read', () => {
    expect(() => chooseSource(ANY, opening())).toThrow(
      /^no source can be read: not journal: no journal here; not kmsg: .*; not file: /,
    );
  });

  it('takes what was asked for, or nothing', () => {
    const wanted = { ...ANY, source: 'kmsg' } as const;
    expect(chooseSource(wanted, opening('kmsg')).reason).toBe('kmsg, as asked for');
    expect(() => chooseSource(wanted, opening('journal'))).toThrow('no kmsg here');
  });

  describe('by a path', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'dropcast-choice-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it('reads a directory as a journal, a device as the ring, a file as a file', () => {
      const file = join(folder, 'kern.log');
      writeFileSync(file, '');
      for (const [path, kind] of [
        [folder, 'journal'],
        ['/dev/null', 'kmsg'],
        [file, 'file'],
        [join(folder, 'not yet'), 'file'],
      ]) {
        const name = `${kind}:${path}`;
        expect(chooseSource({ ...ANY, path }, opening(name)).source.kind).toBe(name);
      }
    });
  });
});
