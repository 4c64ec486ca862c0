/** A rule that logs, as it stands in a rule set: what the readers of both rule languages give. */

export interface LogRule {
  readonly family: string;
  readonly table: string;
  readonly chain: string;
  /** As the rule has it, ending and all. */
  readonly prefix: string;
  /** Undefined for a rule without a counter that counts just what it logs. */
  readonly count: { readonly packets: number; readonly bytes: number } | undefined;
}
