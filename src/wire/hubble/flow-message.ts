/** Hubble flows, whole or in part, to protobuf: enums to numbers, texts of times to their parts. */
import {
  HUBBLE_VERDICTS,
  type HubbleEndpoint,
  type HubbleFlow,
  IP_VERSIONS,
  POLICY_DENIED,
  TRAFFIC_DIRECTIONS,
} from '../../flow/hubble/hubble-flow.ts';
import { parseTime } from '../../flow/time.ts';
import { flow as flowpb } from './protobuf.ts';
import { timestamp } from './timestamp.ts';

export function flowMessage(flow: Partial<HubbleFlow>): flowpb.Flow.$Properties {
  const { time, verdict, IP, source, destination, Type, is_reply, reply } = flow;
  return {
    ...textsOf(flow),
    ...(time && { time: timestamp(parseTime(time)!) }),
    ...(verdict && { verdict: HUBBLE_VERDICTS.indexOf(verdict) }),
    ...(flow.drop_reason && { drop_reason: flow.drop_reason }),
    ...(flow.drop_reason_desc && { drop_reason_desc: POLICY_DENIED.number }),
    ...(IP && { IP: { ...IP, ipVersion: IP_VERSIONS.indexOf(IP.ipVersion ?? 'IP_NOT_USED') } }),
    ...(flow.l4 && { l4: { ...flow.l4 } as flowpb.Layer4.$Properties }),
    ...(source && { source: endpointMessage(source) }),
    ...(destination && { destination: endpointMessage(destination) }),
    ...(Type && { Type: flowpb.FlowType.L3_L4 }),
    ...(flow.traffic_direction && {
      traffic_direction: TRAFFIC_DIRECTIONS.indexOf(flow.traffic_direction),
    }),
    ...(is_reply !== undefined && { is_reply: { value: is_reply } }),
    ...(reply && { reply }),
  };
}

/** What both sides have alike. */
function textsOf(flow: Partial<HubbleFlow>): flowpb.Flow.$Properties {
  const { source_names, destination_names } = flow;
  return {
    ...(flow.uuid && { uuid: flow.uuid }),
    ...(flow.node_name && { node_name: flow.node_name }),
    ...(source_names && { source_names: [...source_names] }),
    ...(destination_names && { destination_names: [...destination_names] }),
    ...(flow.event_type && { event_type: flow.event_type }),
    ...(flow.source_service && { source_service: flow.source_service }),
    ...(flow.destination_service && { destination_service: flow.destination_service }),
    ...(flow.interface && { interface: flow.interface }),
    ...(flow.Summary && { Summary: flow.Summary }),
  };
}

function endpointMessage(endpoint: HubbleEndpoint): flowpb.Endpoint.$Properties {
  const { labels = [], workloads = [], ...rest } = endpoint;
  return { ...rest, labels: [...labels], workloads: [...workloads] };
}
