/** What the agent's parts need of a logger: pino's has it, a test's can. */
import type { Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
