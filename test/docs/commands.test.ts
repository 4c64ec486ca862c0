/**
 * The law of the documents: each command in them runs as it is written, with the status that stands
 * in the comment behind it (`exit 3`; else 0), or stands in NOT_RUN, and is a command line that the
 * program takes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patternOf } from './console-examples.ts';
import { KNOWN_OBJECTS } from './known-objects.ts';
import { faultOfCall, VERBS } from './kubectl.ts';
import { type Block, blocksOf, codeIn, documents, pathOf } from './markdown.ts';
import { NOT_RUN } from './not-run.ts';
import { faultOfArguments, unknownWords } from './own-grammar.ts';
import { faultsOf, isRun, scriptOf } from './run-block.ts';
import { Scene } from './scene.ts';
import { commandsIn, statementsOf } from './statements.ts';

/** Their blocks belong together, and are run by tests of their own. */
const ON_THEIR_OWN = ['docs/first-hour.md', 'docs/query.md', 'docs/rollout.md'];

const BLOCKS = documents().flatMap((file) => blocksOf(file));
const SHELL = BLOCKS.filter(({ language }) => language === 'sh');
const HERE = SHELL.filter(({ file }) => !ON_THEIR_OWN.includes(file));
const CONSOLES = BLOCKS.filter(
  ({ file, language }) => language === 'console' && !ON_THEIR_OWN.includes(file),
);

const nameOf = ({ file, line }: Block) => `${file}:${line}`;

/** What changes nothing. */
const ASKS = /^dropcast (status|flows|coverage|window status)/;

/** Verbs of kubectl whose flags are those of words behind them. */
const SUBCOMMANDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  create: [
    ...[['token'], ['job'], ['configmap'], ['clusterrolebinding'], ['rolebinding']],
    ...[
      ['secret', 'tls'],
      ['secret', 'generic'],
    ],
  ],
  rollout: [['status']],
};

describe('the commands of the documents', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open({ renamed: { 'team-a': 'shop' } });
  }, 60_000);
  afterAll(() => scene[Symbol.asyncDispose]());

  /** The document of the block before: what that has copied is there for the next one. */
  let before = '';
  const runnable = HERE.filter(({ text }) => statementsOf(text).some(isRun));
  it.each(runnable.map((block) => [nameOf(block), block] as const))(
    '%s',
    async (_name, block) => {
      if (block.file !== before) await rm(join(scene.folder, 'backup.db'), { force: true });
      before = block.file;
      await scene.restore();
      const { printed } = await scene.run(scriptOf(block.text));
      expect(faultsOf(block.text, printed)).toEqual([]);
    },
    60_000,
  );

  it.each(CONSOLES.map((block) => [nameOf(block), block] as const))(
    '%s',
    async (_name, block) => {
      for (const example of block.text.split(/^\$ /m).slice(1)) {
        const end = example.indexOf('\n');
        const { printed } = await scene.run(example.slice(0, end));
        expect(printed).toMatch(patternOf(example.slice(end + 1)));
      }
    },
    60_000,
  );

  const asked = codeIn('docs/alerts.md').filter((code) => ASKS.test(code));
  it.each(asked)('docs/alerts.md: %s', async (command) => {
    const { printed, status } = await scene.run(command);
    expect([status, printed]).toEqual([0, printed]);
  });
});

describe('every command line', () => {
  const statements = SHELL.flatMap((block) =>
    statementsOf(block.text).map((statement) => ({ ...statement, block })),
  );

  it('of dropcast is one that the program takes', () => {
    const faults = statements.flatMap(({ text, block }) =>
      commandsIn(text).flatMap(([program, ...args]) => {
        const words = program === 'dropcast' ? args : args.slice(1);
        const isOurs = program === 'dropcast' || args[0] === 'dropcast';
        const fault = isOurs ? faultOfArguments(words) : undefined;
        return fault === undefined ? [] : [`${nameOf(block)} ${words.join(' ')}: ${fault}`];
      }),
    );
    expect(statements.length).toBeGreaterThan(50);
    expect(faults).toEqual([]);
    expect(faultOfArguments(['flows', '--nothing'])).toMatch(/unknown option '--nothing'/);
  });

  it('in a sentence has flags that the program knows', () => {
    const forms = documents().flatMap((file) => {
      const usages = blocksOf(file).filter(({ language }) => language === '');
      const lines = usages.flatMap(({ text }) => text.split('\n'));
      const found = [...codeIn(file), ...lines].map((form) => form.replace(/^kubectl /, ''));
      return found.filter((form) => form.startsWith('dropcast ')).map((form) => [file, form]);
    });
    const faults = forms.flatMap(([file, form = '']) =>
      unknownWords(form).map((word) => `${file}: ${form}: ${word}`),
    );
    expect(forms.length).toBeGreaterThan(50);
    expect(faults).toEqual([]);
    expect(unknownWords('dropcast flows --nothing')).toEqual(['--nothing']);
    expect(unknownWords('dropcast nothing')).toEqual(['nothing']);
  });

  it('of kubectl in a sentence has a verb and flags that the scene knows', () => {
    const calls = documents().flatMap((file) =>
      codeIn(file)
        .filter((code) => /^kubectl (?!dropcast|…)/.test(code))
        .map((code) => ({
          file,
          code,
          args: commandsIn(code.replaceAll(/\s?…/g, ''))[0]!.slice(1),
        })),
    );
    const faults = calls.map(({ file, code, args }) => [
      `${file}: ${code}`,
      faultOfCall(args, KNOWN_OBJECTS),
    ]);
    expect(calls.length).toBeGreaterThan(20);
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
    const faultOf = (line: string) => faultOfCall(line.split(' '), KNOWN_OBJECTS);
    expect(faultOf('delete --nothing')).toMatch(/'--nothing'/);
    expect(faultOf('get pdos')).toMatch(/resource type "pdos"/);
    expect(faultOf('-n dropcast logs deploy/dropcast')).toMatch(/deployments "dropcast" not found/);
    expect(faultOf('-n dropcats get pods')).toMatch(/namespaces "dropcats" not found/);
  });

  it('of kubectl that the scene takes, kubectl takes, where it is there', ({ skip }) => {
    if (spawnSync('kubectl', ['version', '--client']).status !== 0) skip('no kubectl here');
    const common = spawnSync('kubectl', ['options'], { encoding: 'utf8' }).stdout;
    for (const [verb, flags] of Object.entries(VERBS)) {
      const subcommands = SUBCOMMANDS[verb] ?? [[]];
      const helps = subcommands.map(
        (words) => spawnSync('kubectl', [verb, ...words, '--help'], { encoding: 'utf8' }).stdout,
      );
      const missing = flags.filter((flag) => !`${common}${helps}`.includes(`--${flag}`));
      expect([verb, missing]).toEqual([verb, []]);
    }
  }, 120_000);

  it('names files of the project that are there', () => {
    const paths = statements.flatMap(({ text, block }) =>
      commandsIn(text)
        .flat()
        .filter((word) => /^(bench|deploy|docs|examples|proto|src|test)\/\S+$/.test(word))
        .map((word) => ({ word, place: nameOf(block) })),
    );
    const missing = paths.filter(({ word }) => !existsSync(pathOf(word)));
    expect(paths.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });
});

it('what is not run is no more than it must be', () => {
  const texts = SHELL.flatMap(({ text }) => statementsOf(text)).map(({ text }) => text);
  const idle = NOT_RUN.filter(({ statements }) => !texts.some((text) => statements.test(text)));
  expect(idle).toEqual([]);
});
