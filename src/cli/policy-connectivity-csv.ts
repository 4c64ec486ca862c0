/** Connectivity for spreadsheets (RFC 4180): a line per pair of parties, verdict and protocol. */
import type { ConnectivityRow } from '../policy/connectivity/connectivity.ts';
import type { Party } from '../policy/connectivity/party.ts';
import { type TrafficPart, trafficParts } from '../policy/connectivity/traffic-set.ts';

const PARTY_COLUMNS = ['', '_kind', '_namespace', '_workload_kind'] as const;
const COLUMNS = [
  ...PARTY_COLUMNS.map((column) => `source${column}`),
  ...PARTY_COLUMNS.map((column) => `destination${column}`),
  'verdict',
  'protocol',
  'ports',
  'reasons',
];

export function connectivityCsv(rows: readonly ConnectivityRow[]): string {
  const lines = rows.flatMap(({ source, destination, answer }) => {
    const ends = [...partyCells(source), ...partyCells(destination)];
    const reasons = answer.reasons.join(' ');
    return [
      ...trafficParts(answer.allowed).map((part) => [...ends, 'allowed', ...partCells(part), '']),
      ...trafficParts(answer.unknown).map((part) => [
        ...ends,
        'unknown',
        ...partCells(part),
        reasons,
      ]),
    ];
  });
  return [COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function partyCells(party: Party): string[] {
  switch (party.kind) {
    case 'workload':
      return [party.workload.name, 'workload', party.namespace, party.workload.kind];
    case 'nodes':
      return [party.names.join(' ') || '*', 'nodes', '', ''];
    case 'outside':
      return [party.ranges.join(' '), 'outside', '', ''];
  }
}

/** `*`: all of the protocol. */
function partCells({ protocol, ports, icmp }: TrafficPart): string[] {
  const numbers = ports ?? icmp ?? ['*'];
  return [protocol, numbers.length === 0 ? 'none' : numbers.join(' ')];
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
