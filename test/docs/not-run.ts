/**
 * Statements of the documents that no test runs as they stand, each with the reason. Keep it
 * short: what can be run in the scene is not here.
 */

export interface Reason {
  readonly statements: RegExp;
  readonly why: string;
}

export const NOT_RUN: readonly Reason[] = [
  { statements: /^npm |^alias /, why: 'takes minutes; CI begins with the same' },
  { statements: /record\.ts|run\.sh/, why: 'writes into the tree; CI runs run.sh to compare' },
  { statements: /^buildah /, why: 'builds images, for minutes; CI builds and runs them' },
  { statements: /^open /, why: 'needs a browser' },
  { statements: /^hubble /, why: 'hubble is not here; test/service/hubble speaks its protocol' },
  { statements: /completion (zsh|fish)/, why: 'other shells; test/cli/complete runs each' },
  {
    statements: /^dropcast digest .*-url/,
    why: 'tells a webhook, every day; test/cli/digest does',
  },
  {
    statements: /^dropcast aggregator .*--migrate/,
    why: 'needs ClickHouse; test/clickhouse/process does',
  },
  {
    statements: /^dropcast (agent|aggregator) (?!.*--(backup|migrate))/,
    why: 'runs until it is stopped',
  },
  { statements: /^node bench\//, why: 'measures for minutes; CI runs a small one of each' },
  { statements: /^sh bench\/peers\/install\.sh/, why: "loads programs of Debian's" },
  { statements: /^(kubectl )?dropcast .* (-f|--follow)\b/, why: 'follows until it is stopped' },
];
