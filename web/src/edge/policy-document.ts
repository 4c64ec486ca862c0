/** Finds a policy among generated ones, without reading YAML: they are all written in one way. */

/** `policy`: `NetworkPolicy team-a/allow-dns`; undefined where it is not among them. */
export function documentOf(policies: string, policy: string): string | undefined {
  const [kind = '', path = ''] = policy.split(' ');
  const [namespace, name] = path.includes('/') ? path.split('/') : [undefined, path];
  return policies
    .split(/^---$/m)
    .map((text) => text.trim())
    .find((text) => {
      const isNamed = fieldIs(text, '  name', name ?? '');
      const isPlaced = namespace === undefined || fieldIs(text, '  namespace', namespace);
      return isNamed && isPlaced && text.includes(`kind: ${kind}`);
    });
}

function fieldIs(text: string, field: string, value: string): boolean {
  const forms = [value, `"${value}"`, `'${value}'`].map((form) => `${field}: ${form}`);
  return text.split('\n').some((line) => forms.includes(line.trimEnd()));
}
