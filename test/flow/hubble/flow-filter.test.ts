import { describe, expect, it } from 'vitest';
import type { FilterFields } from '../../../src/flow/hubble/filter-fields.ts';
import { namespaceOf, reportMatcher } from '../../../src/flow/hubble/flow-filter.ts';
import { type FlowReport, reportOf } from '../../../src/flow/hubble/flow-report.ts';
import { labelSelector } from '../../../src/flow/hubble/label-selector.ts';
import { nodePattern } from '../../../src/flow/hubble/node-pattern.ts';
import { hubbleFlow } from '../../../src/flow/hubble/to-hubble.ts';
import { ICMP, UDP } from '../../../src/flow/protocol.ts';
import { flowOf, outsideEndpoint, podEndpoint } from '../edge-fixtures.ts';

const WEB = { ...podEndpoint('shop', 'web-1', '10.244.1.5', 'web'), labels: { app: 'web' } };
const WORLD = outsideEndpoint('2001:db8::9');

function report(overrides = {}, context = {}): FlowReport {
  const flow = flowOf({ source: WEB, destination: WORLD, ...overrides });
  return reportOf('node-1', flow, { cluster: 'east', ...context });
}

const only = (fields: Partial<FilterFields>) => [{ fields, unsupported: [] }];
const matches = (fields: Partial<FilterFields>, of: FlowReport) =>
  reportMatcher({ whitelist: only(fields), blacklist: [] })(of);

describe('a flow filter', () => {
  const services = ['shop/db', 'shop/all'];
  it.each<[string, Partial<FilterFields>, boolean, object?, object?]>([
    ['source_ip', { source_ip: ['10.244.0.0/16'] }, true],
    ['source_ip', { source_ip: ['10.244.1.6', '10.244.1.5'] }, true],
    ['source_ip', { source_ip: ['10.245.0.0/16'] }, false],
    ['destination_ip', { destination_ip: ['2001:db8::/32'] }, true],
    ['destination_ip', { destination_ip: ['2001:db8:0::9'] }, true],
    ['source_pod', { source_pod: ['shop/web-'] }, true],
    ['source_pod', { source_pod: ['shop/'] }, true],
    ['source_pod', { source_pod: ['/web'] }, true],
    ['source_pod', { source_pod: ['web'] }, false],
    ['source_pod', { source_pod: ['sho/'] }, false],
    ['destination_pod', { destination_pod: ['/'] }, false],
    ['source_label', { source_label: ['app=web'] }, true],
    ['source_label', { source_label: ['k8s:app in (web, db)'] }, true],
    ['destination_label', { destination_label: ['reserved:world'] }, true],
    ['destination_label', { destination_label: ['app'] }, false],
    ['destination_service', { destination_service: ['shop/al'] }, true, {}, { services }],
    ['destination_service', { destination_service: ['shop/al'] }, false],
    ['source_service', { source_service: ['shop/al'] }, false, {}, { services }],
    ['source_service', { source_service: ['shop/al'] }, true, { isReply: true }, { services }],
    ['source_workload', { source_workload: [{ name: 'web', kind: '' }] }, true],
    ['source_workload', { source_workload: [{ name: '', kind: 'DaemonSet' }] }, false],
    ['destination_workload', { destination_workload: [{ name: '', kind: '' }] }, false],
    ['source_cluster_name', { source_cluster_name: ['east'] }, true],
    ['destination_cluster_name', { destination_cluster_name: ['east'] }, false],
    ['destination_identity', { destination_identity: [2] }, true],
    ['source_identity', { source_identity: [1, 6] }, false],
    ['traffic_direction', { traffic_direction: [2] }, true],
    ['traffic_direction', { traffic_direction: [1] }, false],
    [
      'traffic_direction of a packet between pods of one node',
      { traffic_direction: [1] },
      true,
      { point: { prefix: 'p', inInterface: 'cali1', outInterface: 'cali2' } },
    ],
    ['verdict', { verdict: [2, 4] }, true, {}, { verdict: 'audit' }],
    ['verdict', { verdict: [1] }, false],
    ['drop_reason_desc', { drop_reason_desc: [133] }, true, {}, { verdict: 'dropped' }],
    ['drop_reason_desc', { drop_reason_desc: [133] }, false],
    ['drop_reason_desc', { drop_reason_desc: [139] }, false, {}, { verdict: 'dropped' }],
    ['event_type', { event_type: [{ type: 5, match_sub_type: false, sub_type: 0 }] }, true],
    ['event_type', { event_type: [{ type: 5, match_sub_type: true, sub_type: 1 }] }, false],
    ['event_type', { event_type: [{ type: 1, match_sub_type: false, sub_type: 0 }] }, false],
    ['protocol', { protocol: ['TCP'] }, true],
    ['protocol', { protocol: ['udp', 'sctp'] }, false],
    ['protocol', { protocol: ['icmp'] }, true, { protocol: ICMP, port: undefined }],
    ['source_port', { source_port: ['7'] }, true, { sourcePorts: [5, 7] }],
    ['source_port', { source_port: ['7'] }, false],
    ['source_port', { source_port: ['80'] }, true, { isReply: true }],
    ['destination_port', { destination_port: ['80'] }, true, { protocol: UDP }],
    ['destination_port', { destination_port: ['80'] }, false, { isReply: true }],
    ['reply', { reply: [false] }, true],
    ['reply', { reply: [true] }, false],
    ['tcp_flags', { tcp_flags: [{ SYN: true, ACK: true }, { SYN: true }] }, true],
    ['tcp_flags', { tcp_flags: [{ SYN: true, ACK: true }] }, false],
    ['node_name', { node_name: ['node-*'] }, true],
    ['node_name', { node_name: ['west/'] }, false],
    ['ip_version', { ip_version: [1] }, true],
    ['ip_version', { ip_version: [0, 2] }, false],
    ['interface', { interface: [{ index: 0, name: 'eth0' }] }, true],
    ['interface', { interface: [{ index: 0, name: 'eth1' }] }, false],
    ['uuid', { uuid: [hubbleFlow(report()).uuid.toUpperCase()] }, true],
    ['uuid', { uuid: ['x'] }, false],
    ['two fields', { source_ip: ['10.244.1.5'], reply: [true] }, false],
  ])('%s: %o is %s', (_, fields, expected, flow = {}, context = {}) => {
    expect(matches(fields, report(flow, context))).toBe(expected);
  });

  it.each<[Partial<FilterFields>, RegExp]>([
    [{ source_ip: ['10.0.0'] }, /source_ip: '10.0.0' is neither/],
    [{ destination_pod: [''] }, /destination_pod: '' names nothing/],
    [{ source_label: ['app==,='] }, /source_label: .* not a label selector/],
    [{ source_port: ['80-90'] }, /source_port: '80-90' is not a port/],
    [{ destination_port: ['65536'] }, /is not a port/],
    [{ protocol: ['constructor'] }, /protocol: 'constructor' is none of tcp/],
    [{ verdict: [99] }, /verdict: has no value 99/],
    [{ destination_identity: [4711] }, /destination_identity: only Cilium knows who 4711 is/],
    [{ interface: [{ index: 3, name: '' }] }, /interface: .* not by index/],
    [{ node_name: [''] }, /node_name: '' names no node/],
  ])('that cannot be understood names its field: %o', (fields, message) => {
    expect(() => matches(fields, report())).toThrow(message);
  });

  it('that asks what nobody can tell is refused, also to leave out', () => {
    const blacklist = [{ fields: {}, unsupported: ['http_method'] }];
    expect(() => reportMatcher({ whitelist: [], blacklist })).toThrow(/http_method/);
  });

  it('is a few conditions, and not a program that every flow is put through', () => {
    const filters = Array.from({ length: 4 }, () => ({
      fields: { source_label: Array.from({ length: 65 }, () => 'app') },
      unsupported: [],
    }));
    const of = (whitelist: typeof filters) => () => reportMatcher({ whitelist, blacklist: [] });
    expect(of(filters)).toThrow(/whitelist: more than 256 values/);
    expect(of(filters.slice(1))).not.toThrow();
  });

  it('leaves out what another one matches', () => {
    const filters = {
      whitelist: only({ source_pod: ['shop/'] }),
      blacklist: only({ reply: [true] }),
    };
    const isWanted = reportMatcher(filters);
    expect([isWanted(report()), isWanted(report({ isReply: true }))]).toEqual([true, false]);
  });
});

describe('the namespace of a question', () => {
  it.each<[string, Partial<FilterFields>[]]>([
    ['shop', [{ source_pod: ['shop/'] }]],
    ['shop', [{ source_pod: ['shop/web', 'shop/db'] }, { destination_pod: ['shop/'] }]],
    ['default', [{ source_pod: ['web'] }]],
    ['data', [{ source_pod: ['/web'], destination_pod: ['data/'] }]],
    ['', []],
    ['', [{}]],
    ['', [{ source_pod: ['shop/'] }, {}]],
    ['', [{ source_pod: ['shop/', 'data/'] }]],
    ['', [{ source_pod: ['shop/'] }, { destination_pod: ['data/'] }]],
    ['', [{ source_pod: ['/'] }]],
  ])('%j: %j', (namespace, filters) => {
    const whitelist = filters.map((fields) => ({ fields, unsupported: [] }));
    expect(namespaceOf({ whitelist, blacklist: [] })).toBe(namespace);
  });
});

describe('a label selector', () => {
  const labels = ['k8s:app=web', 'k8s:tier=', 'reserved:world', 'k8s:example.com/team=a'];
  it.each([
    ['app=web', true],
    ['app == web', true],
    ['app=web,tier=', true],
    ['app=web,tier=x', false],
    ['app!=web', false],
    ['other!=web', true],
    ['app in (db,web)', true],
    ['app notin (db,web)', false],
    ['other notin (db)', true],
    ['app in (db),tier', false],
    ['app in (db,web),tier', true],
    ['!app', false],
    ['!other', true],
    ['any:app=web', true],
    ['k8s:app=web', true],
    ['container:app=web', false],
    ['reserved:world', true],
    ['example.com/team=a', true],
  ])('%s', (selector, expected) => {
    expect(labelSelector(selector)(labels)).toBe(expected);
  });

  it.each(['', 'app=web,', 'a b', 'app in web', 'app=(x)'])('is not %j', (selector) => {
    expect(() => labelSelector(selector)).toThrow(/label selector/);
  });
});

describe('a pattern of nodes', () => {
  it.each([
    ['node-1', true],
    ['node', false],
    ['n*1', true],
    ['*', true],
    ['n*o*e*1', true],
    ['n*2', false],
    ['node-1*1', false],
    ['east/', true],
    ['e*/node-*', true],
    ['west/node-1', false],
  ])('%s', (pattern, expected) => {
    expect(nodePattern(pattern)('east', 'node-1')).toBe(expected);
  });

  it.each(['', 'a b', 'a/b/c', '[a]'])('is not %j', (pattern) => {
    expect(() => nodePattern(pattern)).toThrow(/names no node/);
  });
});
