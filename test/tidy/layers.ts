/**
 * Who may import whom: the tree is the architecture diagram. Every rule returns the offenders as
 * lines of text.
 */
import type { SourceFile } from './source-tree.ts';

/** Each layer with the layers below it that it may know. */
const LAYERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['src/flow', []],
  ['src/parser', ['src/flow']],
  ['src/wire', ['src/flow']],
  ['src/service', ['src/flow', 'src/wire']],
  ['src/manifest', ['src/flow']],
  ['src/kube', ['src/flow', 'src/manifest']],
  ['src/policy', ['src/flow', 'src/manifest']],
  ['src/report', ['src/flow', 'src/wire', 'src/manifest', 'src/kube', 'src/policy']],
  ['src/agent', ['src/flow', 'src/parser', 'src/wire', 'src/service', 'src/kube']],
  [
    'src/aggregator',
    ['src/flow', 'src/wire', 'src/service', 'src/manifest', 'src/kube', 'src/policy', 'src/report'],
  ],
  [
    'src/cli',
    [
      'src/flow',
      'src/parser',
      'src/wire',
      'src/service',
      'src/manifest',
      'src/kube',
      'src/policy',
      'src/report',
    ],
  ],
]);
const LAYERS_WITHOUT_PACKAGES = ['src/flow', 'src/parser'];
const LAYERS_OF_STAGES = ['src/agent', 'src/aggregator'];
/** Programs, and how they begin. */
const JOINS = ['src/main.ts', 'src/main-agent.ts', 'src/start.ts'];
const GENERATED = 'src/wire/generated/';

/** `src/agent` of any file below it; undefined outside src and for files directly in it. */
function layerOf(path: string): string | undefined {
  return /^src\/[^/]+(?=\/)/.exec(path)?.[0];
}

/** `src/agent/ship` of any file below it, in layers that consist of stages. */
function stageOf(path: string): string | undefined {
  const layer = layerOf(path);
  if (layer === undefined || !LAYERS_OF_STAGES.includes(layer)) return undefined;
  return /^src\/[^/]+\/[^/]+(?=\/)/.exec(path)?.[0];
}

const isOurs = (imported: string): boolean => /^(src|test|bench|bin|tools|web)\//.test(imported);

function offendingImports(
  files: readonly SourceFile[],
  offends: (path: string, imported: string) => boolean,
): string[] {
  return files.flatMap(({ path, imports }) =>
    imports
      .filter((imported) => offends(path, imported))
      .map((imported) => `${path} imports ${imported}`),
  );
}

/** Layers import only what stands below them; src imports nothing outside src. */
export function brokenLayers(files: readonly SourceFile[]): string[] {
  return offendingImports(files, (path, imported) => {
    if (!path.startsWith('src/') || JOINS.includes(path) || !isOurs(imported)) return false;
    const layer = layerOf(path);
    const below = layer === undefined ? undefined : LAYERS.get(layer);
    const target = layerOf(imported);
    if (below === undefined || target === undefined) return true;
    return target !== layer && !below.includes(target);
  });
}

/** The nouns and the parser stand on Node's own modules alone. */
export function packagesInPureLayers(files: readonly SourceFile[]): string[] {
  return offendingImports(
    files,
    (path, imported) =>
      LAYERS_WITHOUT_PACKAGES.includes(layerOf(path) ?? '') &&
      !isOurs(imported) &&
      !imported.startsWith('node:'),
  );
}

/** The page runs elsewhere: of the rest it knows the nouns alone. */
export function brokenPage(files: readonly SourceFile[]): string[] {
  return offendingImports(
    files,
    (path, imported) =>
      path.startsWith('web/src/') &&
      isOurs(imported) &&
      !imported.startsWith('web/src/') &&
      layerOf(imported) !== 'src/flow',
  );
}

export function generatedOutsideWire(files: readonly SourceFile[]): string[] {
  return offendingImports(
    files,
    (path, imported) => imported.startsWith(GENERATED) && layerOf(path) !== 'src/wire',
  );
}

/** A stage imports neither a sibling nor a file beside the stages that joins any of them. */
export function siblingStages(files: readonly SourceFile[]): string[] {
  const joining = filesThatJoin(files);
  return offendingImports(files, (path, imported) => {
    const stage = stageOf(path);
    if (stage === undefined || layerOf(imported) !== layerOf(path)) return false;
    const target = stageOf(imported);
    return target === undefined ? joining.has(imported) : target !== stage;
  });
}

/**
 * Files directly in a layer of stages which import a stage, themselves or by way of one another.
 */
function filesThatJoin(files: readonly SourceFile[]): Set<string> {
  const beside = files.filter(({ path }) => layerOf(path) && stageOf(path) === undefined);
  const joining = new Set<string>();
  for (let before = -1; before < joining.size; ) {
    before = joining.size;
    for (const { path, imports } of beside) {
      const joins = imports.some((imported) => stageOf(imported) || joining.has(imported));
      if (joins) joining.add(path);
    }
  }
  return joining;
}

/**
 * Import cycles between folders, each told once as `a → b → a`. Files that join stages count alone.
 */
export function folderCycles(files: readonly SourceFile[]): string[] {
  const graph = folderGraph(files);
  const cycles = new Set<string>();
  const finished = new Set<string>();
  const visit = (folder: string, trail: readonly string[]): void => {
    const start = trail.indexOf(folder);
    if (start >= 0) cycles.add([...trail.slice(start), folder].join(' → '));
    if (start >= 0 || finished.has(folder)) return;
    for (const next of graph.get(folder) ?? []) visit(next, [...trail, folder]);
    finished.add(folder);
  };
  for (const folder of graph.keys()) visit(folder, []);
  return [...cycles];
}

function folderGraph(files: readonly SourceFile[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of files) {
    const from = folderOf(path);
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const target of imports.filter(isOurs).map(folderOf)) {
      if (target !== from) targets.add(target);
    }
  }
  return graph;
}

function folderOf(path: string): string {
  const layer = layerOf(path);
  if (layer === undefined) return path.startsWith('src/') ? path : path.replace(/\/.*/, '');
  return stageOf(path) ?? (LAYERS_OF_STAGES.includes(layer) ? path : layer);
}
