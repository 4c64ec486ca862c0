/** A log whose lines a test reads. */
import type { Log } from '../../../src/service/log.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

export interface KeptLog extends Log {
  readonly lines: LogLine[];
}

/** `text` is the message and all fields. */
export function keptLog(): KeptLog {
  const lines: LogLine[] = [];
  const keep =
    (level: LogLine['level']) =>
    (...said: readonly unknown[]): void => {
      lines.push({ level, text: said.map((each) => JSON.stringify(each)).join(' ') });
    };
  const methods = { debug: keep('debug'), info: keep('info'), warn: keep('warn') };
  return { lines, ...methods, error: keep('error') } as KeptLog;
}
