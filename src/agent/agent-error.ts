/** What ends the agent: one line for a person, one code for the caller's exit status. */

export const AGENT_ERROR_CODES = [
  /** Wrong options, or a cluster file that cannot be used: nothing was started. */
  'config',
  /** The source cannot be opened or read. */
  'source',
  /** An address to listen on is taken or not ours. */
  'listen',
  /** The aggregator refuses this agent for good. */
  'ship',
  'internal',
] as const;
export type AgentErrorCode = (typeof AGENT_ERROR_CODES)[number];

export class AgentError extends Error {
  readonly code: AgentErrorCode;
  constructor(code: AgentErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AgentError';
    this.code = code;
  }
}
