/**
 * Makes `window.log` again: builds the pods of `cluster.yaml` from network namespaces, lets them
 * talk, and keeps the LOG lines that the kernel writes of it. As root on Linux, with iptables and
 * iproute2: npx node examples/rollout/record.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Cast, castOf, type DemoPod, NODE_OUTSIDE_IPV4 } from '../../src/cli/demo/cast.ts';
import { type Child, programPath, runInNetns, startChild } from '../../src/cli/demo/child.ts';
import { runStep } from '../../src/cli/demo/command.ts';
import { buildLab, type Lab, removeLab } from '../../src/cli/demo/lab.ts';
import { switchLogOn } from '../../src/cli/demo/log-switch.ts';
import { vethName } from '../../src/kube/veth.ts';

const FOLDER = import.meta.dirname;
const NODE = 'worker-1';
/** Both are served by what stands for the outside. */
const CONTROL_PLANE = '203.0.113.2';
const INTERNET = '198.51.100.20';

/** Which ports answer, by workload; `outside` is the control plane and the internet. */
const SERVERS: readonly (readonly [workload: string, ...ports: string[]])[] = [
  ['coredns', 'udp:53', 'tcp:53'],
  ['ingress-nginx-controller', 'tcp:8443'],
  ['web', 'tcp:8080'],
  ['api', 'tcp:8080', 'tcp:9090'],
  ['policy-webhook', 'tcp:9443'],
  ['ledger', 'tcp:8080'],
  ['outside', 'tcp:443', 'tcp:6443'],
];

/** Who asks, for what, whom and at which port, and how often. */
const ERRANDS = `
  ingress-nginx-controller dns=coredns*2
  ingress-nginx-controller http=web:8080*24
  web dns=coredns*6
  web http=coredns:53
  web http=api:8080*18
  api dns=coredns*8
  api http=ledger:8080*5
  api http=${INTERNET}:443*3
  api http=${CONTROL_PLANE}:6443*2
  prometheus dns=coredns*2
  prometheus http=api:9090*4
  ledger dns=coredns*3
  ledger http=api:8080*2
  ledger http=web:9000
  outside http=ingress-nginx-controller:8443*3
  outside http=policy-webhook:9443*2`;

interface Stage {
  readonly cast: Cast;
  readonly pods: ReadonlyMap<string, DemoPod>;
}

interface PodObject {
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly status: { readonly podIP: string };
}

function stageOf(run: number): Stage {
  const { items } = parse(readFileSync(join(FOLDER, 'cluster.yaml'), 'utf8'));
  const objects: PodObject[] = items.filter(({ kind }: PodObject) => kind === 'Pod');
  const own = castOf(run);
  const pods = objects.map(({ metadata: { namespace, name }, status }, i): DemoPod => {
    const workload = name.replace(/(-[a-z0-9]+)?-[a-z0-9]+$/, '');
    return {
      ...{ namespace, name, workload, veth: vethName(namespace, name), ipv4: status.podIP },
      ipv6: `fd00:10:244::${i + 1}`,
      mac: `02:00:00:00:01:0${i + 1}`,
      netns: `${own.name}-${i}`,
    };
  });
  const byName = new Map(pods.map((pod) => [pod.workload, pod]));
  return { cast: { ...own, node: NODE, pods }, pods: byName };
}

/** The outside asks the webhook as the control plane, and everybody else as the internet. */
async function giveAddressesOutside({ cast, pods }: Stage): Promise<void> {
  const { nodeNetns, outsideNetns } = cast;
  const commands = [CONTROL_PLANE, INTERNET].flatMap((address) => [
    `ip -n ${outsideNetns} addr add ${address}/32 dev eth0`,
    `ip -n ${nodeNetns} route add ${address} dev eth0`,
  ]);
  for (const { workload, ipv4 } of pods.values()) {
    const from = workload === 'policy-webhook' ? CONTROL_PLANE : INTERNET;
    commands.push(`ip -n ${outsideNetns} route add ${ipv4} via ${NODE_OUTSIDE_IPV4} src ${from}`);
  }
  for (const command of commands) {
    await runStep({ purpose: 'giving the outside its addresses', argv: command.split(' ') });
  }
}

function netnsOf({ cast, pods }: Stage, workload: string): string {
  return pods.get(workload)?.netns ?? cast.outsideNetns;
}

async function startServers(stage: Stage, onStart: (child: Child) => void): Promise<void> {
  const program = [process.execPath, '--no-warnings', programPath('pod-server')];
  for (const [workload, ...ports] of SERVERS) {
    const netns = netnsOf(stage, workload);
    const child = startChild(`server of ${workload}`, [
      ...['ip', 'netns', 'exec', netns, ...program, ...ports],
    ]);
    onStart(child);
    await child.waitFor((line) => (line === 'ready' ? true : undefined));
  }
}

async function talk(stage: Stage): Promise<void> {
  for (const line of ERRANDS.trim().split('\n')) {
    const [from = '', errand = ''] = line.trim().split(' ');
    const address = errand.replace(/(?<==)[a-z-]+/, (name) => stage.pods.get(name)!.ipv4);
    const client = [programPath('pod-client'), address];
    const [answer] = await runInNetns(netnsOf(stage, from), client);
    process.stdout.write(`${from} ${errand}: ${answer}\n`);
  }
}

/** The kernel's lines of this stage's interfaces, as rsyslog would have written them. */
async function readLog({ cast }: Stage): Promise<string[]> {
  const argv = ['dmesg', '--time-format', 'iso', '--decode', '--nopager'];
  const log = await runStep({ purpose: 'reading the kernel log', argv });
  const veths = cast.pods.map(({ veth }) => `=${veth} `);
  return log
    .split('\n')
    .filter((line) => veths.some((veth) => line.includes(veth)))
    .map((line) => {
      const [, time, text] = /(\d{4}-\S+?) (calico-.*)$/.exec(line)!;
      return `${time!.replace(',', '.')} ${NODE} kernel: ${text}`;
    });
}

function checkLines(lines: readonly string[], logged: number): void {
  const packets = lines.filter((line) => line.includes('calico-packet: ')).length;
  if (packets === logged) return;
  throw new Error(`${logged} packets were logged, ${packets} lines found: the ring was overrun`);
}

await using cleanup = new AsyncDisposableStack();
const stage = stageOf(process.pid);
const setting = switchLogOn(process.pid);
cleanup.defer(() => setting.restore());
cleanup.defer(() => removeLab(stage.cast));
const lab: Lab = await buildLab(stage.cast, new AbortController().signal);
await giveAddressesOutside(stage);
await startServers(stage, (child) => cleanup.defer(() => child.stop()));
await talk(stage);
const lines = await readLog(stage);
checkLines(lines, await lab.countLogged());
writeFileSync(join(FOLDER, 'window.log'), lines.map((line) => `${line}\n`).join(''));
process.stdout.write(`${lines.length} lines written\n`);
