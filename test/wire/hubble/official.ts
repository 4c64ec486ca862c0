/**
 * Cilium's public messages as their source has them: each field's number and type, written down by
 * hand and not made of our own proto files. Clients are made of it, and bytes are compared with it.
 */
import protobufjs from 'protobufjs';
import '../../../src/wire/numbers.ts';

const { Root, Type, Enum, Field, OneOf } = protobufjs;

/** `NUMBER TYPE`, `*` before a repeated one. */
type Fields = Readonly<Record<string, string>>;

const TIMESTAMP = 'google.protobuf.Timestamp';
const PORTS = { source_port: '1 uint32', destination_port: '2 uint32' };
const TYPE_CODE = { type: '1 uint32', code: '2 uint32' };

export const MESSAGES: Readonly<Record<string, Fields>> = {
  'google.protobuf.Timestamp': { seconds: '1 int64', nanos: '2 int32' },
  'google.protobuf.BoolValue': { value: '1 bool' },
  'google.protobuf.Int32Value': { value: '1 int32' },
  'google.protobuf.UInt32Value': { value: '1 uint32' },
  'google.protobuf.FieldMask': { paths: '*1 string' },
  'flow.Flow': {
    time: `1 ${TIMESTAMP}`,
    verdict: '2 flow.Verdict',
    drop_reason: '3 uint32',
    IP: '5 flow.IP',
    l4: '6 flow.Layer4',
    source: '8 flow.Endpoint',
    destination: '9 flow.Endpoint',
    Type: '10 flow.FlowType',
    node_name: '11 string',
    source_names: '*13 string',
    destination_names: '*14 string',
    reply: '16 bool',
    event_type: '19 flow.CiliumEventType',
    source_service: '20 flow.Service',
    destination_service: '21 flow.Service',
    traffic_direction: '22 flow.TrafficDirection',
    policy_match_type: '23 uint32',
    drop_reason_desc: '25 flow.DropReason',
    is_reply: '26 google.protobuf.BoolValue',
    interface: '28 flow.NetworkInterface',
    uuid: '34 string',
    node_labels: '*37 string',
    Summary: '100000 string',
  },
  'flow.Layer4': {
    TCP: '1 flow.TCP',
    UDP: '2 flow.UDP',
    ICMPv4: '3 flow.ICMPv4',
    ICMPv6: '4 flow.ICMPv6',
    SCTP: '5 flow.SCTP',
  },
  'flow.Endpoint': {
    ID: '1 uint32',
    identity: '2 uint32',
    namespace: '3 string',
    labels: '*4 string',
    pod_name: '5 string',
    workloads: '*6 flow.Workload',
    cluster_name: '7 string',
  },
  'flow.Workload': { name: '1 string', kind: '2 string' },
  'flow.TCP': { ...PORTS, flags: '3 flow.TCPFlags' },
  'flow.UDP': PORTS,
  'flow.SCTP': PORTS,
  'flow.ICMPv4': TYPE_CODE,
  'flow.ICMPv6': TYPE_CODE,
  'flow.IP': { source: '1 string', destination: '2 string', ipVersion: '3 flow.IPVersion' },
  'flow.TCPFlags': {
    ...{ FIN: '1 bool', SYN: '2 bool', RST: '3 bool', PSH: '4 bool', ACK: '5 bool' },
    ...{ URG: '6 bool', ECE: '7 bool', CWR: '8 bool', NS: '9 bool' },
  },
  'flow.CiliumEventType': { type: '1 int32', sub_type: '2 int32' },
  'flow.EventTypeFilter': { type: '1 int32', match_sub_type: '2 bool', sub_type: '3 int32' },
  'flow.Service': { name: '1 string', namespace: '2 string' },
  'flow.NetworkInterface': { index: '1 uint32', name: '2 string' },
  'flow.HTTPHeader': { key: '1 string', value: '2 string' },
  'flow.LostEvent': {
    source: '1 flow.LostEventSource',
    num_events_lost: '2 uint64',
    cpu: '3 google.protobuf.Int32Value',
  },
  'flow.FlowFilter': {
    source_ip: '*1 string',
    source_pod: '*2 string',
    destination_ip: '*3 string',
    destination_pod: '*4 string',
    verdict: '*5 flow.Verdict',
    event_type: '*6 flow.EventTypeFilter',
    source_fqdn: '*7 string',
    destination_fqdn: '*8 string',
    http_status_code: '*9 string',
    source_label: '*10 string',
    destination_label: '*11 string',
    protocol: '*12 string',
    source_port: '*13 string',
    destination_port: '*14 string',
    reply: '*15 bool',
    source_service: '*16 string',
    destination_service: '*17 string',
    dns_query: '*18 string',
    source_identity: '*19 uint32',
    destination_identity: '*20 uint32',
    http_method: '*21 string',
    http_path: '*22 string',
    tcp_flags: '*23 flow.TCPFlags',
    node_name: '*24 string',
    ip_version: '*25 flow.IPVersion',
    source_workload: '*26 flow.Workload',
    destination_workload: '*27 flow.Workload',
    trace_id: '*28 string',
    uuid: '*29 string',
    traffic_direction: '*30 flow.TrafficDirection',
    http_url: '*31 string',
    http_header: '*32 flow.HTTPHeader',
    drop_reason_desc: '*33 flow.DropReason',
    source_ip_xlated: '*34 string',
    interface: '*35 flow.NetworkInterface',
    node_labels: '*36 string',
    source_cluster_name: '*37 string',
    destination_cluster_name: '*38 string',
    ip_trace_id: '*39 uint64',
    encrypted: '*40 bool',
    experimental: '999 flow.FilterExperimental',
  },
  'flow.FilterExperimental': { cel_expression: '*1 string' },
  'relay.NodeStatusEvent': {
    state_change: '1 relay.NodeState',
    node_names: '*2 string',
    message: '3 string',
  },
  'observer.ServerStatusRequest': {},
  'observer.ServerStatusResponse': {
    num_flows: '1 uint64',
    max_flows: '2 uint64',
    seen_flows: '3 uint64',
    uptime_ns: '4 uint64',
    num_connected_nodes: '5 google.protobuf.UInt32Value',
    num_unavailable_nodes: '6 google.protobuf.UInt32Value',
    unavailable_nodes: '*7 string',
    version: '8 string',
    flows_rate: '9 double',
  },
  'observer.GetFlowsRequest': {
    number: '1 uint64',
    follow: '3 bool',
    blacklist: '*5 flow.FlowFilter',
    whitelist: '*6 flow.FlowFilter',
    since: `7 ${TIMESTAMP}`,
    until: `8 ${TIMESTAMP}`,
    first: '9 bool',
    field_mask: '10 google.protobuf.FieldMask',
    experimental: '999 observer.RequestExperimental',
  },
  'observer.RequestExperimental': { field_mask: '1 google.protobuf.FieldMask' },
  'observer.GetFlowsResponse': {
    flow: '1 flow.Flow',
    node_status: '2 relay.NodeStatusEvent',
    lost_events: '3 flow.LostEvent',
    node_name: '1000 string',
    time: `1001 ${TIMESTAMP}`,
  },
  'observer.GetNodesRequest': {},
  'observer.GetNodesResponse': { nodes: '*1 observer.Node' },
  'observer.Node': {
    name: '1 string',
    version: '2 string',
    address: '3 string',
    state: '4 relay.NodeState',
    tls: '5 observer.TLS',
    uptime_ns: '6 uint64',
    num_flows: '7 uint64',
    max_flows: '8 uint64',
    seen_flows: '9 uint64',
  },
  'observer.TLS': { enabled: '1 bool', server_name: '2 string' },
  'observer.GetNamespacesRequest': {},
  'observer.GetNamespacesResponse': { namespaces: '*1 observer.Namespace' },
  'observer.Namespace': { cluster: '1 string', namespace: '2 string' },
  'grpc.health.v1.HealthCheckRequest': { service: '1 string' },
  'grpc.health.v1.HealthCheckResponse': { status: '1 grpc.health.v1.ServingStatus' },
};

export const ENUMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'flow.Verdict': {
    ...{ VERDICT_UNKNOWN: 0, FORWARDED: 1, DROPPED: 2, ERROR: 3, AUDIT: 4, REDIRECTED: 5 },
    ...{ TRACED: 6, TRANSLATED: 7 },
  },
  'flow.FlowType': { UNKNOWN_TYPE: 0, L3_L4: 1, L7: 2, SOCK: 3 },
  'flow.TrafficDirection': { TRAFFIC_DIRECTION_UNKNOWN: 0, INGRESS: 1, EGRESS: 2 },
  'flow.DropReason': { DROP_REASON_UNKNOWN: 0, POLICY_DENIED: 133, UNSUPPORTED_L3_PROTOCOL: 139 },
  'flow.IPVersion': { IP_NOT_USED: 0, IPv4: 1, IPv6: 2 },
  'flow.LostEventSource': {
    ...{ UNKNOWN_LOST_EVENT_SOURCE: 0, PERF_EVENT_RING_BUFFER: 1, OBSERVER_EVENTS_QUEUE: 2 },
    HUBBLE_RING_BUFFER: 3,
  },
  'relay.NodeState': {
    ...{ UNKNOWN_NODE_STATE: 0, NODE_CONNECTED: 1, NODE_UNAVAILABLE: 2, NODE_GONE: 3 },
    NODE_ERROR: 4,
  },
  'grpc.health.v1.ServingStatus': { UNKNOWN: 0, SERVING: 1, NOT_SERVING: 2, SERVICE_UNKNOWN: 3 },
};

/** Of which only one is set, as in the source. */
const ONE_OFS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'flow.Layer4': { protocol: ['TCP', 'UDP', 'ICMPv4', 'ICMPv6', 'SCTP'] },
  'observer.GetFlowsResponse': { response_types: ['flow', 'node_status', 'lost_events'] },
};

const root = new Root();
for (const [path, values] of Object.entries(ENUMS))
  place(path, (name) => new Enum(name, { ...values }));
for (const [path, fields] of Object.entries(MESSAGES))
  place(path, (name) => typeOf(name, path, fields));

function place(path: string, make: (name: string) => protobufjs.ReflectionObject): void {
  const at = path.lastIndexOf('.');
  root.define(path.slice(0, at)).add(make(path.slice(at + 1)));
}

function typeOf(name: string, path: string, fields: Fields): protobufjs.Type {
  const type = new Type(name);
  for (const [field, text] of Object.entries(fields)) {
    const [, repeated, number, kind] = /^(\*?)(\d+) (.+)$/.exec(text)!;
    type.add(new Field(field, Number(number), kind!, repeated ? 'repeated' : undefined));
  }
  for (const [oneOf, members] of Object.entries(ONE_OFS[path] ?? {})) {
    type.add(new OneOf(oneOf, [...members]));
  }
  return type;
}

/** Bytes of a message out of its plain form; enums by name or number. */
export function officialBytes(path: string, plain: object): Buffer {
  const type = root.lookupType(path);
  return Buffer.from(type.encode(type.fromObject(plain)).finish());
}

/** The plain form of bytes: what is not there is not there; enums by name. */
export function officialMessage(path: string, bytes: Uint8Array): Record<string, unknown> {
  const type = root.lookupType(path);
  return type.toObject(type.decode(bytes), { enums: String });
}
