import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readJournaldConfig } from '../../../src/agent/preflight/journald-config.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

async function storage(): Promise<string | undefined> {
  return (await readJournaldConfig(node.view()))?.get('Storage');
}

const says = (value: string): string => `[Journal]\nStorage=${value}\n`;

it('knows nothing where no file is to be seen', async () => {
  expect(await storage()).toBeUndefined();
});

it('has the default where the files say nothing', async () => {
  node.write({ 'etc/systemd/journald.conf': '# comment\n[Journal]\n#Storage=none\n' });
  expect(await storage()).toBe('');
});

it('takes the first of the main files only', async () => {
  node.write({
    'etc/systemd/journald.conf': says('volatile'),
    'usr/lib/systemd/journald.conf': says('none'),
  });
  expect(await storage()).toBe('volatile');
});

it('lets drop-ins of every directory overrule it, in the order of their names', async () => {
  node.write({
    'etc/systemd/journald.conf': says('none'),
    'etc/systemd/journald.conf.d/20-a.conf': says('auto'),
    'usr/lib/systemd/journald.conf.d/30-b.conf': says('persistent'),
    'run/systemd/journald.conf.d/10-c.conf': says('volatile'),
    'run/systemd/journald.conf.d/90-d.conf.off': says('none'),
  });
  expect(await storage()).toBe('persistent');
});

it('replaces a drop-in by its namesake further up, also by an empty one', async () => {
  node.write({
    'etc/systemd/journald.conf.d/10-a.conf': says('volatile'),
    'run/systemd/journald.conf.d/10-a.conf': says('none'),
    'usr/lib/systemd/journald.conf.d/50-b.conf': says('none'),
  });
  symlinkSync('/dev/null', `${node.folder}/etc/systemd/journald.conf.d/50-b.conf`);
  expect(await storage()).toBe('volatile');
});

it('reads sections, blanks, continued lines, and the last of several values', async () => {
  const text = '[Other]\nStorage=none\n[Journal]\nStorage = auto\n  Storage=\\\npersistent  \n';
  node.write({ 'etc/systemd/journald.conf': `${text}Nonsense\n[Upload]\nStorage=none\n` });
  expect(await storage()).toBe('persistent');
});
