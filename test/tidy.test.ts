/**
 * The rules of the house, kept by reading the tree. The first half looks at the project; the second
 * half shows each rule an offence, because a rule that cannot fail keeps nothing.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as layers from './tidy/layers.ts';
import * as limits from './tidy/limits.ts';
import { readSourceTree, type SourceFile, sourceFile } from './tidy/source-tree.ts';
import * as words from './tidy/words.ts';

const ROOT = join(import.meta.dirname, '..');

type Rule = (files: readonly SourceFile[]) => string[];

const RULES: readonly (readonly [string, Rule])[] = [
  ['layers import only what stands below them', layers.brokenLayers],
  ['flow and parser import no packages', layers.packagesInPureLayers],
  ['the page knows the nouns alone', layers.brokenPage],
  ['only wire imports generated code', layers.generatedOutsideWire],
  ['stages never import each other', layers.siblingStages],
  ['folders do not import each other in a circle', layers.folderCycles],
  ['files have at most 300 lines', limits.longFiles],
  ['lines have at most 100 columns', limits.longLines],
  ['functions have at most 70 lines', limits.longFunctions],
  ['functions take at most four parameters', limits.longParameterLists],
  ['no file or folder has a name that says nothing', words.emptyFileNames],
  ['file names are in kebab-case', words.unkebabbedNames],
  ['no function begins with a verb that says nothing', words.emptyVerbs],
  ['no type is called I…, …Impl or …Manager', words.emptyTypeNames],
  ['types have no loopholes', words.looseTypes],
  ['comments hold no notes to self', words.notesToSelf],
  ['modules of src hold no state', words.moduleState],
  ['every test runs', words.switchedOffTests],
];

describe('the tree', () => {
  const files = readSourceTree(ROOT);

  it('is read', () => {
    expect(files.map(({ path }) => path)).toContain('test/tidy.test.ts');
    expect(files.some(({ path }) => path.startsWith('src/flow/'))).toBe(true);
  });

  it.each(RULES)('%s', (_claim, rule) => {
    expect(rule(files)).toEqual([]);
  });

  it('names every dependency in a decision', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    const decisions = globSync('docs/decisions/*.md', { cwd: ROOT })
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    const packages = Object.keys({ ...dependencies, ...devDependencies });
    expect(words.undecidedPackages(packages, decisions)).toEqual([]);
  });
});

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

/** Each rule, files that break it (path and text), and what it says. */
const OFFENCES: readonly (readonly [Rule, Readonly<Record<string, string>>, readonly string[]])[] =
  [
    [
      layers.brokenLayers,
      {
        'src/flow/a.ts': "import type { B } from '../parser/b.ts';",
        'src/parser/b.ts': "const c = await import('../wire/c.ts');",
        'src/agent/main.ts': "export { d } from '../aggregator/d.ts';",
        'src/aggregator/d.ts': "import '../agent/main.ts';",
        'src/cli/e.ts': "import { main } from '../main.ts';",
        'src/kube/f.ts': "import { g } from '../../test/g.ts';",
        'src/main.ts': "import { h } from './agent/main.ts';",
        'src/policy/i.ts': "import { j } from '../kube/j.ts';\n// import '../cli/e.ts'",
      },
      [
        'src/flow/a.ts imports src/parser/b.ts',
        'src/parser/b.ts imports src/wire/c.ts',
        'src/agent/main.ts imports src/aggregator/d.ts',
        'src/aggregator/d.ts imports src/agent/main.ts',
        'src/cli/e.ts imports src/main.ts',
        'src/kube/f.ts imports test/g.ts',
        'src/policy/i.ts imports src/kube/j.ts',
      ],
    ],
    [
      layers.packagesInPureLayers,
      {
        'src/flow/a.ts': "import { isIPv4 } from 'node:net';\nimport pino from 'pino';",
        'src/parser/b.ts': "import grpc from '@grpc/grpc-js/build/src/index.js';",
        'src/agent/c.ts': "import pino from 'pino';",
      },
      ['src/flow/a.ts imports pino', 'src/parser/b.ts imports @grpc/grpc-js'],
    ],
    [
      layers.brokenPage,
      {
        'web/src/a/b.tsx': "import type { C } from '../../../src/flow/c.ts';\nimport '../d/e.ts';",
        'web/src/d/e.ts': "import { f } from '../../../src/wire/f.ts';",
      },
      ['web/src/d/e.ts imports src/wire/f.ts'],
    ],
    [
      layers.generatedOutsideWire,
      {
        'src/wire/a.ts': "import root from './generated/dropcast.js';",
        'test/wire/a.test.ts': "import root from '../../src/wire/generated/dropcast.js';",
      },
      ['test/wire/a.test.ts imports src/wire/generated/dropcast.js'],
    ],
    [
      layers.siblingStages,
      {
        'src/agent/clock.ts': 'export const now = Date.now;',
        'src/agent/pipeline.ts': "import { a } from './ship/a.ts';",
        'src/agent/main.ts': "import { p } from './pipeline.ts';",
        'src/agent/ship/a.ts': "import '../clock.ts';\nimport '../sources/b.ts';",
        'src/agent/sources/b.ts': "import './c.ts';\nimport '../main.ts';",
      },
      [
        'src/agent/ship/a.ts imports src/agent/sources/b.ts',
        'src/agent/sources/b.ts imports src/agent/main.ts',
      ],
    ],
    [
      layers.folderCycles,
      {
        'src/flow/a.ts': "import '../kube/b.ts';",
        'src/kube/b.ts': "import '../policy/c.ts';",
        'src/policy/c.ts': "import '../flow/d.ts';",
        'src/agent/main.ts': "import './ship/e.ts';",
        'src/agent/ship/e.ts': "import '../clock.ts';",
      },
      ['src/flow → src/kube → src/policy → src/flow'],
    ],
    [
      limits.longFiles,
      { 'src/a.ts': lines(301, 'x();'), 'src/b.ts': lines(300, 'x();') },
      ['src/a.ts has 301 lines (at most 300)'],
    ],
    [
      limits.longLines,
      { 'src/a.ts': `ok();\n//${'-'.repeat(99)}\n//${'-'.repeat(98)}\n` },
      ['src/a.ts:2 has 101 columns'],
    ],
    [
      limits.longFunctions,
      {
        'src/a.ts': `function a(): { b: number } {\n${lines(69, "  '}';")}}\n`,
        'src/b.ts': `class B {\n  get<T>(c: T): void {\n${lines(68, '  // }')}  }\n}\n`,
        'src/c.ts': `const c = async (d: () => void): Promise<E> => {\n${lines(70, '  d();')}};\n`,
        'src/g.ts': `function g(): (h: H) => I {\n${lines(68, '  i();')}}\n`,
        'src/d.ts': `if (a(b)) {\n${lines(90, '  c();')}}\n`,
        'test/e.test.ts': `describe('e', () => {\n${lines(90, '  f();')}});\n`,
        'test/f.test.ts': `it('f', () => {\n${lines(90, '  f();')}});\n`,
      },
      [
        'src/a.ts:1 a has 71 lines',
        'src/c.ts:1 c has 72 lines',
        'test/f.test.ts:1 a function has 92 lines',
      ],
    ],
    [
      limits.longParameterLists,
      {
        'src/a.ts': 'function a(b: Map<A, B>, c: [D, E], d = f(1, 2), e: () => void): void {}',
        'src/b.ts': 'class B {\n  constructor(a: A, b: B, c: C, d: D, e: E) {}\n}',
        'test/d.test.ts': "it.each(ROWS)('%s', (a, b, c, d, e) => {});",
        'src/c.ts': 'const c = (a: A, b: B, c: C, d: D, e: E): F => a;\nc(1, 2, 3, 4, 5);',
      },
      ['src/b.ts:2 constructor takes 5 parameters', 'src/c.ts:1 c takes 5 parameters'],
    ],
    [
      words.emptyFileNames,
      { 'src/utils/a.ts': '', 'test/types.ts': '', 'src/common.test.ts': '', 'src/type-of.ts': '' },
      ['src/utils/a.ts', 'test/types.ts', 'src/common.test.ts'],
    ],
    [
      words.unkebabbedNames,
      { 'src/flowTable.ts': '', 'src/flow-table.test.ts': '', 'src/Flow/ipv4.ts': '' },
      ['src/flowTable.ts', 'src/Flow/ipv4.ts'],
    ],
    [
      words.emptyVerbs,
      {
        'src/a.ts': 'function handleLine() {}\nfunction domainOf() {}\ninit();',
        'src/b.ts': 'const processAll = async () => {};\nconst c = { init(): void {} };',
        'src/c.ts': 'class C {\n  #doWork(): void {}\n  initial(): void {}\n}',
      },
      ['src/a.ts:1 handleLine', 'src/b.ts:1 processAll', 'src/b.ts:2 init', 'src/c.ts:2 #doWork'],
    ],
    [
      words.emptyTypeNames,
      {
        'src/a.ts':
          'interface IFlow {}\nclass FlowImpl {}\ntype PodManager = 1;\ntype IcmpType = 2;',
      },
      ['src/a.ts:1 interface IFlow', 'src/a.ts:2 class FlowImpl', 'src/a.ts:3 type PodManager'],
    ],
    [
      words.looseTypes,
      {
        'src/a.ts': "const a: any = 'any';\nAbortSignal.any([]);\nconst b = <any[]>c; // any",
        'src/b.ts': `// @ts-ignore: no\nconst c = \`\${d as any}\`;`,
      },
      ['src/a.ts:1 any', 'src/a.ts:3 any', 'src/b.ts:2 any', 'src/b.ts:1 @ts-ignore'],
    ],
    [
      words.notesToSelf,
      { 'src/a.ts': "// TODO: more\nconst todo = 'FIXME';\n/* FIXME */" },
      ['src/a.ts:1 TODO', 'src/a.ts:3 FIXME'],
    ],
    [
      words.moduleState,
      {
        'src/a.ts': 'let count = 0;\nexport let total = 1;\nfunction f() {\n  let ok = 1;\n}',
        'test/b.ts': 'let fine = 0;',
      },
      ['src/a.ts:1 let count = 0;', 'src/a.ts:2 export let total = 1;'],
    ],
    [
      words.switchedOffTests,
      { 'test/a.test.ts': "it.skip('a');\ndescribe.only('b');\ntest.todo('c');\nit('it.skip');" },
      ['test/a.test.ts:1 it.skip', 'test/a.test.ts:2 describe.only', 'test/a.test.ts:3 test.todo'],
    ],
  ];

describe('a rule', () => {
  it.each(OFFENCES)('%o finds its offenders', (rule, texts, offenders) => {
    const files = Object.entries(texts).map(([path, text]) => sourceFile(path, text));
    expect(rule(files)).toEqual(offenders);
  });

  it('is shown an offence, each of them', () => {
    expect(OFFENCES.map(([rule]) => rule)).toEqual(RULES.map(([, rule]) => rule));
  });

  it('finds a dependency that no decision names', () => {
    const decisions = 'We take `@grpc/grpc-js` and pino-pretty.';
    expect(words.undecidedPackages(['@grpc/grpc-js', 'pino', 'yaml'], decisions)).toEqual([
      'pino',
      'yaml',
    ]);
  });
});
