/** All that is fuzzed, by the name that `npm run fuzz -- --target` takes. */
const NAMES = [
  'line',
  'headers',
  'kmsg-record',
  'journal',
  'batch',
  'question',
  'policy',
  'spool',
  'kube-object',
  'programs',
  'flow-json',
  'store',
] as const;

/** Modules that export `target`. */
export const TARGETS: ReadonlyMap<string, URL> = new Map(
  NAMES.map((name) => [name, new URL(`./targets/${name}.ts`, import.meta.url)]),
);
