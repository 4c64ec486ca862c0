/**
 * Names of objects that a kubectl command line speaks of, and whether there are such objects. Names
 * in capitals stand for what the reader puts there, and are not looked for.
 */

/** As people write them: singulars with all other names. Plurals are by rule. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  ...{ configmap: ['cm'], daemonset: ['ds'], deployment: ['deploy'], event: ['ev'] },
  ...{ namespace: ['ns'], networkpolicy: ['netpol'], node: ['no'], persistentvolume: ['pv'] },
  ...{ persistentvolumeclaim: ['pvc'], pod: ['po'], service: ['svc'], serviceaccount: ['sa'] },
  ...{ statefulset: ['sts'], storageclass: ['sc'], cronjob: ['cj'], ingress: ['ing'] },
  ...{ apiservice: [], clusterrole: [], clusterrolebinding: [], job: [], priorityclass: [] },
  ...{ role: [], rolebinding: [], secret: [], validatingwebhookconfiguration: [] },
  ...{ certificate: ['cert'], issuer: [], podmonitor: [], prometheusrule: [] },
};
const OF_THE_CLUSTER = [
  ...['apiservice', 'clusterrole', 'clusterrolebinding', 'namespace', 'node', 'persistentvolume'],
  ...['priorityclass', 'storageclass', 'validatingwebhookconfiguration'],
];

export interface ObjectName {
  /** One of KINDS. */
  readonly kind: string;
  /** Empty where the kind has none. */
  readonly namespace: string;
  readonly name: string;
}

export const pluralOf = (kind: string): string =>
  /s$/.test(kind) ? `${kind}es` : `${kind}s`.replace(/ys$/, 'ies');

/** The singular of a kind as people write it; undefined: there is no such kind. */
export function kindOf(word: string): string | undefined {
  const asked = word.toLowerCase().replace(/\..*/, '');
  return Object.keys(KINDS).find((kind) => [kind, pluralOf(kind), ...KINDS[kind]!].includes(asked));
}

export function nameOf(kind: string, name: string, namespace = 'default'): ObjectName {
  return { kind, name, namespace: OF_THE_CLUSTER.includes(kind) ? '' : namespace };
}

/** A command line of kubectl, taken apart. */
export interface KubectlCall {
  readonly verb: string;
  /** Behind the verb, without what is behind ` -- `. */
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
}

export class UnknownKind extends Error {}

/** Verbs whose words are a kind and names, or `KIND/NAME`. */
const OF_KINDS = ['get', 'describe', 'delete', 'patch', 'wait', 'scale'];
/** The same, behind a verb of their own. */
const OF_SUBVERBS = ['rollout', 'set'];
/** Verbs whose first word is `KIND/NAME`, or a pod. */
const OF_PODS = ['logs', 'exec', 'port-forward'];

/** What has to be there for it to work. Throws UnknownKind. */
export function namesIn({ verb, words, flags }: KubectlCall): ObjectName[] {
  const namespace = typeof flags.namespace === 'string' ? flags.namespace : undefined;
  const named = (kind: string, name: string) => nameOf(kind, name, namespace);
  const own: readonly string[] = OF_SUBVERBS.includes(verb) ? words.slice(1) : words;
  const found = [
    ...(namespace === undefined ? [] : [nameOf('namespace', namespace)]),
    ...(OF_KINDS.includes(verb) || OF_SUBVERBS.includes(verb) ? ofKinds(own, named) : []),
    ...(OF_PODS.includes(verb) ? ofKinds(podFirst(own), named) : []),
    ...(verb === 'drain' ? own.map((name) => named('node', name)) : []),
    ...(verb === 'create' && own[0] === 'token' ? [named('serviceaccount', own[1] ?? '')] : []),
    ...ofFlags(flags, named),
  ];
  return found.filter(({ name }) => !/^[A-Z]*$/.test(name));
}

type Named = (kind: string, name: string) => ObjectName;

const podFirst = ([first = '']: readonly string[]) => [
  first.includes('/') ? first : `pod/${first}`,
];

function ofKinds(words: readonly string[], named: Named): ObjectName[] {
  const isSlashed = words.some((word) => word.includes('/'));
  const pairs = isSlashed
    ? words.filter((word) => !word.includes('=')).map((word) => word.split('/'))
    : (words[0] ?? '').split(',').flatMap((kind) => {
        const names = words.length > 1 ? words.slice(1) : [''];
        return names.map((name) => [kind, name]);
      });
  return pairs
    .filter(([kind]) => kind !== '')
    .map(([word = '', name = '']) => {
      const kind = kindOf(word);
      if (kind === undefined)
        throw new UnknownKind(`error: the server doesn't have a resource type "${word}"`);
      return named(kind, name);
    });
}

function ofFlags(flags: KubectlCall['flags'], named: Named): ObjectName[] {
  const account = /^(?:system:serviceaccount:)?([^:]+):([^:]+)$/;
  const accounts = [flags.as, flags.serviceaccount].flatMap((value) => {
    const [, namespace, name] = account.exec(String(value)) ?? [];
    return name === undefined ? [] : [nameOf('serviceaccount', name, namespace)];
  });
  const role = flags.clusterrole;
  const roles = typeof role === 'string' ? [named('clusterrole', role)] : [];
  const from = typeof flags.from === 'string' ? ofKinds([flags.from], named) : [];
  return [...accounts, ...roles, ...from];
}

const keyOf = ({ kind, namespace, name }: ObjectName) => `${kind} ${namespace}/${name}`;

/** In the words of kubectl. */
export const notFound = ({ kind, name }: ObjectName): string =>
  `Error from server (NotFound): ${pluralOf(kind)} "${name}" not found`;

/** Which objects there are, by name alone. */
export class ObjectNames {
  readonly #keys: Set<string>;

  constructor(objects: Iterable<ObjectName> = []) {
    this.#keys = new Set([...objects].map(keyOf));
  }

  copy(): ObjectNames {
    const copied = new ObjectNames();
    for (const key of this.#keys) copied.#keys.add(key);
    return copied;
  }

  has = (object: ObjectName): boolean => this.#keys.has(keyOf(object));
  add = (object: ObjectName): unknown => this.#keys.add(keyOf(object));
  delete = (object: ObjectName): boolean => this.#keys.delete(keyOf(object));
}
