/** This node's line in a status answer: what the agent says of itself. */
import type { Check } from '../flow/check.ts';
import { type Account, addLoss, type Loss } from '../flow/loss.ts';
import type { ResourceState } from '../flow/resource-state.ts';
import type { NodeStatus, Status } from '../wire/query.ts';

/** What changes while the agent runs. */
export type NodeState = Pick<NodeStatus, 'epoch' | 'sequence' | 'observedUs' | 'connected'>;
export type NodeNames = Pick<NodeStatus, 'cluster' | 'node' | 'source' | 'version'>;

export class NodeReport {
  readonly #names: NodeNames;
  readonly #losses: Loss[] = [];
  #lines = 0;
  #checks: readonly Check[] = [];

  constructor(names: NodeNames) {
    this.#names = names;
  }

  addBlock(account: Account, losses: readonly Loss[]): void {
    this.#lines += account.parsed;
    for (const loss of losses) addLoss(this.#losses, loss);
  }

  /** What was found out about the node, instead of what was known before. */
  setChecks(checks: readonly Check[]): void {
    this.#checks = checks;
  }

  /** Without rule balances: they need the counters of the time before this start. */
  status(state: NodeState, resources: readonly ResourceState[]): Status {
    const node = {
      ...this.#names,
      ...state,
      lines: this.#lines,
      losses: [...this.#losses],
      checks: this.#checks,
      rules: [],
      heardUs: 0,
      coarsened: 0,
      throttledUs: 0,
    };
    return { nodes: [node], version: this.#names.version, resources };
  }
}
