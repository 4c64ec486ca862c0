/** The namespace and the time that all views are about. */
import { useEffect, useId, useState } from 'preact/hooks';
import { ValuesInput } from '../filter/values-input.tsx';
import { routeText, withWords } from '../route/route.ts';
import { usePage, useRoute } from './page-context.ts';

const SPANS = [
  ['', 'all time'],
  ['15m', 'last 15 minutes'],
  ['1h', 'last hour'],
  ['24h', 'last day'],
  ['7d', 'last 7 days'],
  ['30d', 'last 30 days'],
] as const;

export function ScopeForm() {
  const { router } = usePage();
  const { view, words } = useRoute();
  const since = words.get('since') ?? '';
  const namespace = words.get('namespace') ?? '';
  const [typed, setTyped] = useState(namespace);
  const id = useId();
  useEffect(() => setTyped(namespace), [namespace]);
  const change = (changes: Readonly<Record<string, string>>) =>
    router.go(routeText(view, withWords(words, { ...changes, cursor: '', page: '' })));
  const isListed = SPANS.some(([span]) => span === since);
  return (
    <form
      class="scope"
      onSubmit={(event) => {
        event.preventDefault();
        change({ namespace: typed.trim() });
      }}
    >
      <label for={`${id}-namespace`}>Namespace</label>
      <ValuesInput
        id={`${id}-namespace`}
        fields={['source_namespace', 'destination_namespace']}
        value={typed}
        placeholder="all"
        onInput={setTyped}
        onChoose={(text) => change({ namespace: text.trim() })}
      />
      <label for={`${id}-since`}>Seen</label>
      <select
        id={`${id}-since`}
        value={since}
        onChange={(event) => change({ since: event.currentTarget.value })}
      >
        {SPANS.map(([span, text]) => (
          <option key={span} value={span}>
            {text}
          </option>
        ))}
        {!isListed && <option value={since}>since {since}</option>}
      </select>
    </form>
  );
}
