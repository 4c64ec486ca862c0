/**
 * Records the journals under test/fixtures/journal, called by tools/record-journals.sh as root.
 * Each ROOT is a system tree with systemd; the version is its journalctl's.
 * Run: node test/journald/record.ts OUT ROOT…
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../bench/random.ts';
import { liveThrough } from './eventful-node.ts';
import { JournalLab } from './lab.ts';
import { recordSet } from './recorded.ts';
import { exportKernel, writeJournal } from './remote.ts';
import { variedEntries } from './varied-entries.ts';

const SEED = 20_261_102;
const VARIED = { entries: 60, boots: 2, messageBytesMax: 12_000 };
/** Small, so that the recorded files are. */
const CONF = ['SystemMaxFileSize=512K'];

/** Formats that a version writes beside its own default. */
const FORMATS: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = {
  '247': { keyed: { SYSTEMD_JOURNAL_KEYED_HASH: '1' } },
  '252': {
    regular: { SYSTEMD_JOURNAL_COMPACT: '0' },
    jenkins: { SYSTEMD_JOURNAL_COMPACT: '0', SYSTEMD_JOURNAL_KEYED_HASH: '0' },
  },
  '257': {
    regular: { SYSTEMD_JOURNAL_COMPACT: '0' },
    lz4: { SYSTEMD_JOURNAL_COMPRESS: 'LZ4' },
    xz: { SYSTEMD_JOURNAL_COMPRESS: 'XZ' },
  },
};

function versionOf(root: string): string {
  const text = execFileSync('chroot', [root, 'journalctl', '--version'], { encoding: 'utf8' });
  const version = /^systemd (\d+)/.exec(text)?.[1];
  if (version === undefined) throw new Error(`${root} has no systemd`);
  return version;
}

function filesOf(directory: string): Map<string, Buffer> {
  const names = readdirSync(directory).sort();
  return new Map(names.map((name) => [name, readFileSync(join(directory, name))]));
}

function recordRemote(out: string, root: string, env: Readonly<Record<string, string>>): void {
  const directory = mkdtempSync(join(root, 'tmp', 'dropcast-remote-'));
  try {
    const entries = variedEntries(new Random(SEED), VARIED);
    writeJournal(join(directory, 'remote.journal'), entries, { root, env });
    recordSet(out, filesOf(directory), exportKernel(directory, root));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function recordJournald(out: string, root: string): Promise<void> {
  await using lab = new JournalLab({ root, conf: CONF });
  await liveThrough(lab, new Random(SEED));
  recordSet(out, filesOf(lab.machine.directory), await lab.exportKernel());
}

async function main(out: string, roots: readonly string[]): Promise<void> {
  for (const root of roots) {
    const version = versionOf(root);
    const name = (form: string): string => join(out, `${form}-${version}`);
    recordRemote(name('remote'), root, {});
    for (const [format, env] of Object.entries(FORMATS[version] ?? {})) {
      recordRemote(name(`remote-${format}`), root, env);
    }
    await recordJournald(name('journald'), root);
    console.log(`systemd ${version}: recorded`);
  }
}

const [out, ...roots] = process.argv.slice(2);
if (out === undefined) throw new Error('usage: node test/journald/record.ts OUT ROOT…');
await main(out, roots);
