/**
 * What pods and templates say beside what policies look at: their ports and probes, whom they ask
 * for names, whether they may talk to the API server.
 */

import { protocolNumber, TCP } from '../../flow/protocol.ts';
import type { Fields } from '../../manifest/fields.ts';
import type { DeclaredPod, DeclaredPort } from './declared.ts';

const PORT_MAX = 65_535;
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const PROBE_ACTIONS = ['httpGet', 'tcpSocket', 'grpc'];
const CLUSTER_DNS = ['', 'ClusterFirst', 'ClusterFirstWithHostNet'];

/** `template`: the pod itself, or what its workload makes pods of. */
export function readDeclaredPod(
  kind: string,
  template: Fields,
  name: string,
  namespace: string,
): DeclaredPod {
  const spec = template.at('spec');
  const containers = containersOf(spec);
  const mounts = spec.at('automountServiceAccountToken');
  return {
    kind,
    name,
    namespace,
    annotations: template.at('metadata').at('annotations').texts(),
    containers: containers.map((container) => container.at('name').text()),
    ports: containers.flatMap(portsOf),
    probes: [...new Set(containers.flatMap(probesOf))],
    usesClusterDns: CLUSTER_DNS.includes(spec.at('dnsPolicy').text()),
    mountsToken: mounts.isAbsent || mounts.flag(),
  };
}

/** With those init containers that go on running. */
function containersOf(spec: Fields): Fields[] {
  const sidecars = spec
    .at('initContainers')
    .items()
    .filter((container) => container.at('restartPolicy').text() === 'Always');
  return [...spec.at('containers').items(), ...sidecars];
}

function portsOf(container: Fields): DeclaredPort[] {
  const ports = container.at('ports').items();
  return ports.flatMap((each) => {
    const port = each.at('containerPort').integer(1, PORT_MAX);
    const protocol = protocolNumber(each.at('protocol').text() || 'TCP') ?? TCP;
    return port === undefined ? [] : [{ name: each.at('name').text(), protocol, port }];
  });
}

function probesOf(container: Fields): number[] {
  const ports = portsOf(container);
  return PROBES.flatMap((probe) => PROBE_ACTIONS.map((action) => container.at(probe).at(action)))
    .map((action) => action.at('port'))
    .flatMap((field) => {
      const name = typeof field.value === 'string' ? field.text() : '';
      const port = ports.find((each) => each.name === name)?.port;
      const number = name === '' ? field.integer(1, PORT_MAX) : (port ?? Number(name));
      return number === undefined || Number.isNaN(number) ? [] : [number];
    });
}
