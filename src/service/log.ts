/**
 * The log of a service: one JSON object per line on stderr, each failure said once. grpc-js would
 * print what it also tells us, so it is kept quiet.
 */
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { type Logger, pino } from 'pino';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the parts of a service need of a logger: pino's has it, a test's can. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export function openLog(level: LogLevel): Log {
  setLogVerbosity(logVerbosity.NONE);
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
