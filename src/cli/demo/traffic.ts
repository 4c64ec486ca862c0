/** The demo's traffic: what each pod asks of whom, and who answers. */
import { type Cast, OUTSIDE_IPV4 } from './cast.ts';
import { type Child, programPath, runInNetns, startChild } from './child.ts';

export interface Errand {
  readonly netns: string;
  /** For people, for example `frontend → api: HTTP`. */
  readonly says: string;
  /** As pod-client takes it. */
  readonly errand: string;
}

/** Ports: HTTP of the shop, HTTPS of the outside; nobody listens on REFUSED. */
const HTTP = 8080;
const HTTPS = 443;
const REFUSED = 9090;

/** One of each kind. */
export function errandsOf(cast: Cast, hasIpv6: boolean): Errand[] {
  const { frontend, api, coredns } = cast;
  const ask = (netns: string, says: string, errand: string): Errand => ({ netns, says, errand });
  const errands = [
    ask(frontend.netns, 'frontend asks coredns (DNS over UDP)', `dns=${coredns.ipv4}`),
    ask(frontend.netns, 'frontend gets a page from api (HTTP)', `http=${api.ipv4}:${HTTP}`),
    ask(frontend.netns, 'frontend pings api (ICMP)', `echo=${api.ipv4}`),
    ask(api.netns, 'api asks coredns (DNS over UDP)', `dns=${coredns.ipv4}`),
    ask(api.netns, 'api tries a closed port of frontend', `http=${frontend.ipv4}:${REFUSED}`),
    ask(api.netns, 'api calls an address outside', `http=${OUTSIDE_IPV4}:${HTTPS}`),
    ask(cast.outsideNetns, 'a client outside calls frontend', `http=${frontend.ipv4}:${HTTP}`),
  ];
  if (hasIpv6) {
    errands.push(
      ask(frontend.netns, 'frontend gets a page from api (IPv6)', `http=[${api.ipv6}]:${HTTP}`),
      ask(frontend.netns, 'frontend pings api (ICMPv6)', `echo=${api.ipv6}`),
    );
  }
  return errands;
}

/** `count` connections from frontend to api, for the restart. */
export function repeatedErrand({ frontend, api }: Cast, count: number): Errand {
  return {
    netns: frontend.netns,
    says: `frontend opens ${count} connections to api`,
    errand: `http=${api.ipv4}:${HTTP}*${count}`,
  };
}

/** Sends what the errand says; resolves to how it ended. */
export async function runErrand({ netns, errand }: Errand): Promise<string> {
  const [result = 'no answer'] = await runInNetns(netns, [programPath('pod-client'), errand]);
  return result;
}

/** Starts the pods that answer; resolves once all listen. */
export async function startServers(cast: Cast, onStart: (child: Child) => void): Promise<void> {
  const servers: readonly (readonly [string, string])[] = [
    [cast.coredns.netns, 'udp:53'],
    [cast.frontend.netns, `tcp:${HTTP}`],
    [cast.api.netns, `tcp:${HTTP}`],
    [cast.outsideNetns, `tcp:${HTTPS}`],
  ];
  const program = [process.execPath, '--no-warnings', programPath('pod-server')];
  const children = servers.map(([netns, port]) =>
    startChild(`the server in ${netns}`, ['ip', 'netns', 'exec', netns, ...program, port]),
  );
  children.forEach(onStart);
  const isReady = (line: string) => (line === 'ready' ? true : undefined);
  await Promise.all(children.map((child) => child.waitFor(isReady)));
}
