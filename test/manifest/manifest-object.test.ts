import { describe, expect, test, vi } from 'vitest';
import { manifestObjects } from '../../src/manifest/manifest-object.ts';
import { ManifestText } from '../../src/manifest/manifest-text.ts';

function read(text: string) {
  const { objects, errors } = manifestObjects(new ManifestText(text, 'f.yaml'));
  return {
    kinds: objects.map(({ group, version, kind }) => `${group}/${version} ${kind}`),
    places: objects.map(({ fields, source }) => source.placeOf(fields.path).line),
    errors: errors.map(({ message }) => message),
  };
}

describe('objects', () => {
  test('are documents, and the items of lists in lists', () => {
    const text = `apiVersion: v1
kind: List
items:
- { apiVersion: apps/v1, kind: Deployment }
- kind: PodList
  apiVersion: v1
  items:
  - metadata: {}
---
---
apiVersion: v1
kind: Pod
`;
    const { kinds, places, errors } = read(text);
    expect(kinds).toEqual(['apps/v1 Deployment', '/v1 Pod', '/v1 Pod']);
    expect(places).toEqual([4, 8, 11]);
    expect(errors).toEqual([]);
  });

  test('with a template in them make the parser say nothing by itself', () => {
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    read('apiVersion: v1\nkind: Pod\nmetadata: { name: {{ .Release.Name }} }\n');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test('in a list of one kind have its version, as the API prints them', () => {
    const list = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicyList', items: [{}] };
    expect(read(JSON.stringify(list)).kinds).toEqual(['networking.k8s.io/v1 NetworkPolicy']);
  });

  test.each([
    ['kind: List\n', ['f.yaml:1:1: items is missing']],
    ['kind: List\nitems: [{}, { kind: A }]\n', ['f.yaml:2:9: items[0].kind is missing']],
    ['7', ['f.yaml:1:1: the document must be a map of fields']],
    ['a: [', [expect.stringContaining('f.yaml:1:5: is not YAML')]],
    ['a: 1\na: 2', [expect.stringContaining('Map keys must be unique')]],
    ['', []],
  ])('%j is told', (text, errors) => {
    expect(read(text).errors).toEqual(errors);
  });

  test('in a list that holds itself are not looked for again and again', () => {
    const text = `kind: List\nitems: &all\n${'- { kind: List, items: *all }\n'.repeat(9)}`;
    const { kinds, errors } = read(text);
    expect(kinds).toEqual([]);
    expect(errors).toHaveLength(9);
    expect(errors[0]).toContain('items[0].items holds itself');
  });

  test('too many lists deep are told, not left out', () => {
    const text = `${'{"kind":"List","items":['.repeat(6)}${']}'.repeat(6)}`;
    expect(read(text).errors).toEqual([expect.stringContaining('is a list in more than 3 others')]);
  });
});
