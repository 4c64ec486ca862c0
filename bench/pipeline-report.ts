/** What our own process tells of itself behind its flows, as one line of JSON after `# `. */
import type { Account } from './stages.ts';

export interface Steady {
  readonly lines: number;
  readonly cpuNs: number;
  readonly bytes: number;
  /** Garbage collections. */
  readonly collections: number;
}

export interface PipelineReport {
  readonly account: Account;
  /** Behind the first fifth of the file: start-up and compilation are over. */
  readonly steady: Steady;
}

const MARK = '# ';

export function formatReport(report: PipelineReport): string {
  return MARK + JSON.stringify(report);
}

/** Undefined for any other line. */
export function readReport(line: string): PipelineReport | undefined {
  return line.startsWith(MARK)
    ? (JSON.parse(line.slice(MARK.length)) as PipelineReport)
    : undefined;
}
