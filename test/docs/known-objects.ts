/** Objects that the documents may name: of deploy/, of the recorded shop, and what they create. */
import { completeFiles } from '../deploy/kustomize.ts';
import { manifestsOf } from '../deploy/manifests.ts';
import { blocksOf, documents } from './markdown.ts';
import { kindOf, nameOf, type ObjectName, ObjectNames } from './object-names.ts';
import { recordedShop } from './recorded-shop.ts';
import { commandsIn, statementsOf } from './statements.ts';

/** What the documents take the reader to have. */
const OF_THE_READER: readonly ObjectName[] = [
  nameOf('serviceaccount', 'reader', 'shop'),
  nameOf('serviceaccount', 'prometheus', 'monitoring'),
];

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** None of a kind that the documents do not name. */
export function namesOf(manifests: readonly Manifest[]): ObjectName[] {
  return manifests.flatMap(({ kind: word, metadata: { name, namespace } }) => {
    const kind = kindOf(word);
    return kind === undefined ? [] : [nameOf(kind, name, namespace)];
  });
}

/** Of `kubectl create KIND NAME`, or `create secret tls NAME`; no other command creates one. */
export function createdBy(words: readonly string[], namespace?: string): ObjectName[] {
  const [word = '', ...rest] = words;
  const kind = kindOf(word);
  const name = kind === 'secret' ? rest[1] : rest[0];
  return kind === undefined || name === undefined ? [] : [nameOf(kind, name, namespace)];
}

function createdInDocuments(): ObjectName[] {
  const statements = documents()
    .flatMap((file) => blocksOf(file))
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => statementsOf(text));
  return statements
    .flatMap(({ text }) => commandsIn(text))
    .flatMap((words) => {
      const at = words.indexOf('create');
      const space = words[words.indexOf('-n') + 1];
      const isOurs = words[0] === 'kubectl' && at > 0;
      return isOurs ? createdBy(words.slice(at + 1), words.includes('-n') ? space : undefined) : [];
    });
}

export const KNOWN_OBJECTS = new ObjectNames([
  ...namesOf(completeFiles().flatMap(manifestsOf)),
  ...namesOf([recordedShop(), recordedShop({ 'team-a': 'shop' })].flatMap((shop) => shop.objects)),
  ...createdInDocuments(),
  ...OF_THE_READER,
]);
