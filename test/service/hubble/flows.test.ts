import { expect, it } from 'vitest';
import { planFlows } from '../../../src/service/hubble/flows.ts';
import { decodeGetFlowsRequest } from '../../../src/wire/hubble/flows-request.ts';

it('a request that says more than is known here is not answered as if it had not', () => {
  const fieldTwelve = Uint8Array.from([12 << 3, 1]);
  expect(() => planFlows(decodeGetFlowsRequest(fieldTwelve))).toThrow(/field 12 of a request/);
});
