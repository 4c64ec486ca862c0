import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseConntrackLine } from '../../../src/agent/conntrack/conntrack-line.ts';
import { canonicalAddress } from '../../../src/flow/address.ts';
import { fixtureBytes } from '../../fixtures.ts';

const LINES = fixtureBytes('conntrack/linux-6.18.txt').toString('latin1').trim().split('\n');

/** The genuine line that begins with `beginning`, its nth if there are several. */
function genuine(beginning: RegExp): string {
  return LINES.find((line) => beginning.test(line))!;
}

const OPEN = [
  ['TCP', /^ipv6 +10 tcp/, 'fd00:99::1', 'fd00:99::2', 6, 8080],
  ['TCP after DNAT', /dst=10\.99\.0\.3/, '10.99.0.1', '10.99.0.2', 6, 8080],
  ['UDP', /udp +17 119/, '10.99.0.1', '10.99.0.2', 17, 5353],
  ['UDP-Lite in a zone', /udplite/, '10.99.0.1', '10.99.0.2', 136, 41],
  ['SCTP', /sctp/, '10.99.0.1', '10.99.0.2', 132, 3868],
  ['GRE', /gre/, '10.99.0.1', '10.99.0.2', 47, undefined],
  ['a protocol without a name', /unknown +94/, '10.99.0.1', '10.99.0.2', 94, undefined],
] as const;

it.each(OPEN)('reads an open %s connection', (_, line, source, destination, protocol, port) => {
  const expected = { source, destination, protocol, port };
  expect(parseConntrackLine(genuine(line))).toEqual(expected);
});

const PASSED_OVER = [
  ['a connection that is not yet open', /SYN_SENT/],
  ['a connection that is over', /TIME_WAIT/],
  ['a question without an answer', /udp .*UNREPLIED/],
  ['loopback to loopback', /tcp .*dst=127/],
  ['ICMP', /icmp /],
  ['ICMPv6', /icmpv6/],
  ['an unanswered unknown protocol', /unknown +33/],
] as const;

it.each(PASSED_OVER)('passes over %s', (_, line) => {
  expect(parseConntrackLine(genuine(line))).toBe('ignored');
});

it('takes a connection that the kernel offloaded as open: its state is not printed', () => {
  const line =
    'ipv4     2 tcp      6 src=10.0.0.1 dst=10.96.0.1 sport=4242 dport=443 ' +
    'src=10.1.0.5 dst=10.0.0.1 sport=6443 dport=4242 [OFFLOAD] mark=0 zone=0 use=3';
  const expected = { source: '10.0.0.1', destination: '10.1.0.5', protocol: 6, port: 6443 };
  expect(parseConntrackLine(line)).toEqual(expected);
});

const TCP_LINE = genuine(/ESTABLISHED .*dst=10\.99\.0\.3/);
const DAMAGED = [
  ['nothing', ''],
  ['a cut line', TCP_LINE.slice(0, -8)],
  ['a line without its answering tuple', TCP_LINE.replace(/src=10.99.0.2 .*8080 /, '')],
  ['an address of the other family', TCP_LINE.replace('ipv4', 'ipv6')],
  ['an impossible address', TCP_LINE.replaceAll('10.99.0.2', '10.99.0.256')],
  ['an impossible port', TCP_LINE.replaceAll('8080', '80800')],
  ['an impossible protocol', TCP_LINE.replace('6 431995', '600 431995')],
  ['a third tuple', TCP_LINE.replace('mark=0', 'src=10.0.0.1 dst=10.0.0.2 mark=0')],
] as const;

it.each(DAMAGED)('rejects %s', (_, line) => {
  expect(parseConntrackLine(line)).toBe('rejected');
});

it('never throws and never invents an end, whatever a line was turned into', () => {
  const anyLine = fc.constantFrom(...LINES);
  const character = fc.constantFrom(...' =.:[]0123456789abcdefsrctpd\u00ff\t');
  const property = fc.property(anyLine, fc.nat(), fc.nat(20), character, (line, at, cut, put) => {
    const from = at % line.length;
    const damaged = line.slice(0, from) + put + line.slice(from + cut);
    const connection = parseConntrackLine(damaged);
    if (typeof connection === 'string') return;
    const written = [...damaged.matchAll(/src=(\S+)/g)].map(([, text]) => canonicalAddress(text!));
    expect(written).toEqual([connection.source, connection.destination]);
    if (connection.port !== undefined) expect(damaged).toContain(`sport=${connection.port} `);
  });
  fc.assert(property, { numRuns: 5_000 });
});
