import { describe, expect, it } from 'vitest';
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { QUESTION_LIMITS } from '../../src/service/question-limits.ts';

const PLAIN = { insecure: 1 };
const CLICKHOUSE = { store: 'clickhouse://me@ch/flows' };

describe('the configuration of the aggregator', () => {
  it('has a default for everything but who shows whom what', () => {
    expect(parseAggregatorConfig(PLAIN)).toEqual({
      listen: { host: '127.0.0.1', port: 50_051 },
      http: { host: '127.0.0.1', port: 8_080 },
      httpHosts: [],
      tls: undefined,
      store: 'dropcast.db',
      backup: '',
      clickhouse: undefined,
      isServing: true,
      names: { from: 'nowhere' },
      blocks: { labelsFile: undefined, serviceCidrs: [], podCidrs: [] },
      reverseDns: false,
      reviews: undefined,
      tokenAudience: 'dropcast',
      clusterName: '',
      limits: {
        flowsPerSecond: 5_000,
        flowsPerHourMax: 200_000,
        streamAgeMs: 1_800_000,
        forgetUs: 604_800_000_000,
        questions: QUESTION_LIMITS,
        retainUs: Number.POSITIVE_INFINITY,
      },
      closeWindows: false,
      events: false,
      windowVerdict: 'unknown',
      logLevel: 'info',
      version: '',
    });
  });

  it('closes windows only where an API server can be asked', () => {
    const asked = { ...PLAIN, closeWindows: true, kubeconfig: '/etc/config' };
    expect(parseAggregatorConfig(asked).closeWindows).toBe(true);
    expect(parseAggregatorConfig({ ...asked, events: true }).events).toBe(true);
    expect(() => parseAggregatorConfig({ ...PLAIN, events: true })).toThrow(/^--events: needs an/);
    const nobody = { ...PLAIN, closeWindows: true };
    expect(() => parseAggregatorConfig(nobody)).toThrow(/^--close-windows: needs an API server/);
  });

  it('takes a verdict for lines of no window', () => {
    const { windowVerdict } = parseAggregatorConfig({ ...PLAIN, windowVerdict: 'dropped' });
    expect(windowVerdict).toBe('dropped');
    const wrong = { ...PLAIN, windowVerdict: 'allowed' };
    expect(() => parseAggregatorConfig(wrong)).toThrow(/none of unknown, audit, dropped$/);
  });

  it('wants no certificate of who only copies the store', () => {
    const config = parseAggregatorConfig({ backup: 'b.db' });
    expect(config).toMatchObject({ backup: 'b.db', tls: undefined });
  });

  it('takes other limits, or none', () => {
    const { limits } = parseAggregatorConfig({
      ...PLAIN,
      nodeFlowsPerSecond: 'off',
      nodeFlowsPerHour: '10',
      streamAge: 'off',
      forgetNodes: '1h',
      questionTime: 'off',
      questionEdges: '1',
      questions: '2',
      followers: '3',
      readerQuestions: 'off',
      retain: '30d',
    });
    expect(limits).toEqual({
      flowsPerSecond: Number.POSITIVE_INFINITY,
      flowsPerHourMax: 10,
      streamAgeMs: Number.POSITIVE_INFINITY,
      forgetUs: 3_600_000_000,
      questions: {
        msMax: Number.POSITIVE_INFINITY,
        edgesMax: 1,
        questionsMax: 2,
        followersMax: 3,
        perReaderMax: Number.POSITIVE_INFINITY,
      },
      retainUs: 2_592_000_000_000,
    });
  });

  it.each([
    [{ nodeFlowsPerSecond: '0' }, /^--node-flows-per-second: '0' is neither a whole number/],
    [{ nodeFlowsPerHour: '1e3' }, /^--node-flows-per-hour: '1e3' is neither/],
    [{ streamAge: '30' }, /^--stream-age: '30' is no span like 30m/],
    [{ streamAge: '9ms' }, /^--stream-age: '9ms' is below 100ms/],
    [{ forgetNodes: '0d' }, /^--forget-nodes: '0d' is no span/],
    [{ questionTime: '30' }, /^--question-time: '30' is no span/],
    [{ questions: 'many' }, /^--questions: 'many' is neither/],
    [{ retain: '59m' }, /^--retain: '59m' is below 1h/],
    [{ retain: 'month' }, /^--retain: 'month' is no span/],
    [{ backup: 'file:x' }, /^--backup: 'file:x' is not a path/],
    [{ migrate: true }, /^--migrate: only with --store clickhouse:/],
    [{ printDdl: true }, /^--print-ddl: only with --store clickhouse:/],
    [{ storePasswordFile: 'x' }, /^--store-password-file: only with --store clickhouse:/],
    [{ ...CLICKHOUSE, backup: 'x' }, /^--backup: ClickHouse has its own: BACKUP DATABASE/],
    [{ ...CLICKHOUSE, retain: '30d' }, /^--retain: ClickHouse's stands in its URL/],
    [{ ...CLICKHOUSE, migrate: true, printDdl: true }, /^--print-ddl: not together with --migrate/],
    [{ store: 'clickhouse://' }, /^--store: '' is not HOST:PORT/],
    [{ store: 'clickhouse://me:key@ch' }, /^--store: the password belongs into a file/],
  ])('refuses %o', (options, message) => {
    expect(() => parseAggregatorConfig({ ...PLAIN, ...options })).toThrow(message);
  });

  it.each([
    [{}, 'run'],
    [{ migrate: true }, 'migrate'],
    [{ printDdl: true }, 'print_ddl'],
  ])('takes ClickHouse as the store, with %o', (flags, task) => {
    const options = { ...PLAIN, ...CLICKHOUSE, ...flags, storePasswordFile: '/run/secret' };
    expect(parseAggregatorConfig(options)).toMatchObject({
      store: CLICKHOUSE.store,
      clickhouse: {
        home: { replicas: ['http://ch:8123'], user: 'me', database: 'flows' },
        passwordFile: '/run/secret',
        task,
      },
      isServing: task === 'run',
    });
  });

  it.each([{ backup: 'copy.db' }, { ...CLICKHOUSE, migrate: true }])(
    'asks for no certificate where nothing is served, as with %o',
    (flags) => {
      expect(parseAggregatorConfig(flags)).toMatchObject({ isServing: false, tls: undefined });
    },
  );

  it.each([
    ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
    ['[::1]:9000', { host: '::1', port: 9_000 }],
    [':65535', { host: '', port: 65_535 }],
    ['aggregator.example:1', { host: 'aggregator.example', port: 1 }],
  ])('reads the address %s', (listen, expected) => {
    expect(parseAggregatorConfig({ listen, insecure: 2 }).listen).toEqual(expected);
  });

  it.each(['9000', '::1:9000', 'host:', 'host:65536', 'host:http', 'http://host:80', 'a b:1'])(
    'refuses the address %s',
    (listen) => {
      expect(() => parseAggregatorConfig({ listen, ...PLAIN })).toThrow(
        `--listen: '${listen}' is not ADDR:PORT`,
      );
    },
  );

  it.each([
    [{ http: 'x' }, /--http/],
    [{ logLevel: 'loud' }, /--log-level: 'loud' is none of debug, info/],
    [{ store: 'file:x?mode=memory' }, /--store/],
    [{ store: 'a\0b' }, /--store/],
    [{ clusterName: 'x'.repeat(254) }, /--cluster-name/],
    [{ insecure: 0 }, '--tls-cert, --tls-key: missing: files to show who listens'],
    [{ insecure: 0, tlsCert: 'a' }, '--tls-key: missing: the key of --tls-cert'],
    [{ insecure: 0, tlsKey: 'a' }, '--tls-cert: missing: the certificate of --tls-key'],
    [{ tlsCert: 'a', tlsKey: 'b' }, '--insecure: not with --tls-cert: take one away'],
    [{ insecure: 0, tlsIssue: 'a.b' }, "--tls-issue: 'a.b' is not NAME.NAMESPACE.svc"],
    [{ insecure: 0, tlsIssue: 'a.b.svc' }, '--tls-issue: needs an API server: run in a pod'],
    [{ insecure: 0, tlsIssue: 'a.b.svc', tlsCert: 'a', tlsKey: 'b' }, '--tls-issue: not with'],
    [{ tlsIssue: 'a.b.svc' }, '--insecure: not with --tls-issue: take one away'],
    [{ listen: ':1' }, '--insecure: --listen :1 is not this machine alone: say it twice'],
    [{ http: '10.0.0.1:1' }, '--insecure: --http 10.0.0.1:1 is not this machine alone'],
    [{ serviceCidr: ['10.96.0.0'] }, /--service-cidr: '10.96.0.0' is not ADDRESS\/BITS/],
    [{ podCidr: ['10.0.0.0/8', 'x/1'] }, /--pod-cidr: 'x\/1'/],
  ])('refuses %o in one line that names the flag', (options, message) => {
    expect(() => parseAggregatorConfig({ ...PLAIN, ...options })).toThrow(message);
  });

  it('cannot be changed afterwards', () => {
    const config = parseAggregatorConfig(PLAIN);
    expect(Object.isFrozen(config) && Object.isFrozen(config.listen)).toBe(true);
  });
});
