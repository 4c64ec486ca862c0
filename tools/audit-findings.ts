/** What `npm audit … --json` accuses: read from its output, for `audit.ts`. */

export type Question = 'signatures' | 'advisories';

/** Severities for which nothing is merged, so that a lesser one stops no work. */
const GRAVE = ['high', 'critical'];

/** What npm writes: lists of packages, or vulnerabilities by package, or an error. */
interface Answer {
  readonly invalid?: readonly Accused[];
  readonly missing?: readonly Accused[];
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

interface Accused {
  readonly name: string;
  readonly version: string;
}

/** One line per package that is accused, `undefined` where `output` is no answer at all. */
export function findingsOf(question: Question, output: string): string[] | undefined {
  const answer = readAnswer(output);
  return question === 'signatures' ? signatureFindings(answer) : advisoryFindings(answer);
}

function readAnswer(output: string): Answer {
  try {
    return (JSON.parse(output) as Answer | null) ?? {};
  } catch {
    return {};
  }
}

function signatureFindings({ invalid, missing }: Answer): string[] | undefined {
  if (invalid === undefined || missing === undefined) return undefined;
  const tell = (what: string) => (each: Accused) => `${each.name}@${each.version}: ${what}`;
  return [...invalid.map(tell('bad signature')), ...missing.map(tell('no signature'))];
}

function advisoryFindings({ vulnerabilities }: Answer): string[] | undefined {
  if (vulnerabilities === undefined) return undefined;
  return Object.entries(vulnerabilities)
    .filter(([, { severity }]) => GRAVE.includes(severity))
    .map(([name, { severity }]) => `${name}: ${severity}`);
}
