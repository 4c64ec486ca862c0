/** What names flows of a table without a core: only whole ones. */
import type { FlowNames } from '../../src/agent/aggregate/take.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';

export function namesBy(nameFlow: FlowNames['nameFlow']): FlowNames {
  return {
    nameFlow,
    arrivals: 0,
    isNobody: () => false,
    nameEnd: unnamedEndpoint,
    isTimeless: () => true,
  };
}
