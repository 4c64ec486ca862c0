/** Which fields of a flow a client wants: paths as `source.pod_name`, or `l4` for all of it. */

import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import type { HubbleFlow } from '../../flow/hubble/hubble-flow.ts';

/** All fields of Hubble's Flow: clients also ask for those that are never set here. */
const FIELDS = new Set(
  `time uuid verdict drop_reason auth_type ethernet IP l4 encap tunnel source destination Type
  node_name node_labels source_names destination_names l7 reply event_type source_service
  destination_service traffic_direction policy_match_type trace_observation_point trace_reason file
  drop_reason_desc is_reply debug_capture_point interface proxy_port trace_context sock_xlate_point
  socket_cookie cgroup_id Summary extensions egress_allowed_by ingress_allowed_by egress_denied_by
  ingress_denied_by policy_log ip_trace_id aggregate`.split(/\s+/),
);

/** A flow has some sixty fields and parts. */
const PATHS_MAX = 256;

/** Paths of a client have a few parts; ours have at most four. */
const DEPTH_MAX = 8;

type Tree = { readonly [field: string]: unknown };

/** No paths: all fields. Throws EdgeFilterError when a path begins with no field of a flow. */
export function fieldMask(
  paths: readonly string[],
): (flow: HubbleFlow) => HubbleFlow | Partial<HubbleFlow> {
  const split = paths.map((path) => path.split('.', DEPTH_MAX));
  const wrong = split.find(([field = '']) => !FIELDS.has(field));
  if (wrong) throw new EdgeFilterError(`field_mask: a flow has no field ${wrong.join('.')}`);
  if (split.length > PATHS_MAX) throw new EdgeFilterError(`field_mask: over ${PATHS_MAX} paths`);
  if (split.length === 0) return (flow) => flow;
  return (flow) => {
    const picked = {};
    for (const path of split) pick(flow as unknown as Tree, path, picked);
    return picked;
  };
}

function pick(from: Tree, path: readonly string[], into: Record<string, unknown>): void {
  const [field = '', ...rest] = path;
  if (!Object.hasOwn(from, field)) return;
  const value = from[field];
  if (rest.length === 0 || !isTree(value)) {
    if (rest.length === 0) into[field] = value;
    return;
  }
  const known = Object.hasOwn(into, field) ? into[field] : undefined;
  // What is there in whole already stays so.
  if (known === value) return;
  const branch = isTree(known) ? known : {};
  into[field] = branch;
  pick(value, rest, branch as Record<string, unknown>);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
