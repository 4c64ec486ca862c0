/** What readers ask, by gRPC and by HTTP: refused by a named error, or a question. */

import { parseEdgeFilter } from '../../../src/flow/edge-filter-text.ts';
import { EdgeFilterError } from '../../../src/flow/endpoint-pattern.ts';
import { decodeListGroupsRequest, encodeListGroupsRequest } from '../../../src/wire/group.ts';
import { decodeGetFlowsRequest } from '../../../src/wire/hubble/flows-request.ts';
import { observer } from '../../../src/wire/hubble/protobuf.ts';
import { decodeListEdgesRequest, encodeListEdgesRequest } from '../../../src/wire/listed-edge.ts';
import { WireError } from '../../../src/wire/wire-error.ts';
import { refusable, roughly, type Target } from '../target.ts';

const NOW_US = 1_795_262_400_000_000;

const WORDS = [
  ...['shop/', 'shop/web-1', 'app=web', '10.0.0.0/8', 'fe80::/10', '!', '-1', '70000', 'tcp', '2h'],
  ...['2026-11-21T10:06:03Z', '*', '%', '\0', '\x1b', ',', '=', 'in (a,b)', '\x0a\x02', '\x12\x00'],
];

const filter = parseEdgeFilter(
  { namespace: 'shop', from: ['app=web'], to: ['10.0.0.0/8'], protocol: ['tcp'], port: ['80'] },
  NOW_US,
);

export const target: Target = {
  words: WORDS,
  seeds: () => [
    encodeListEdgesRequest({ filter, limit: 10, order: 'name', cursor: 'c', fields: ['lines'] }),
    encodeListGroupsRequest({ filter, by: ['source'], limit: 5 } as never),
    observer.GetFlowsRequest.encode({
      number: 20,
      whitelist: [{ source_pod: ['shop/web'], destination_label: ['a=b'] }],
    }).finish(),
    ...WORDS.map((word) => Buffer.from(word, 'latin1')),
  ],
  run: (input) => {
    const text = Buffer.from(input).toString('latin1');
    return [
      refusable(WireError, () => `edges ${roughly(decodeListEdgesRequest(input).limit)}`),
      refusable(WireError, () => `groups ${decodeListGroupsRequest(input).by.length}`),
      refusable(WireError, () => `flows ${decodeGetFlowsRequest(input).whitelist.length}`),
      refusable(EdgeFilterError, () => shape({ namespace: text })),
      refusable(EdgeFilterError, () => shape({ from: [text], port: [text] })),
      refusable(EdgeFilterError, () => shape({ either: [text] })),
      refusable(EdgeFilterError, () => shape({ since: text, until: text })),
    ].join(' | ');
  },
};

function shape(words: Parameters<typeof parseEdgeFilter>[0]): string {
  return Object.keys(parseEdgeFilter(words, NOW_US)).join(',');
}
