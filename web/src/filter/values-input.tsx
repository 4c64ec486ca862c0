/** A field that suggests what occurs: values of the aggregator, for what was typed so far. */
import { useEffect, useId, useState } from 'preact/hooks';
import { usePage, useRoute } from '../frame/page-context.ts';

const SUGGESTIONS_MAX = 20;
/** As long as somebody types on, nobody is asked. */
const PAUSE_MS = 200;

interface ValuesInputProps {
  readonly id: string;
  /** Of docs/query.md; none: nothing is suggested. */
  readonly fields: readonly string[];
  readonly value: string;
  readonly placeholder?: string;
  readonly onInput: (text: string) => void;
  /** A whole value: Enter, or one that was suggested. */
  readonly onChoose?: (text: string) => void;
}

export function ValuesInput(props: ValuesInputProps) {
  const { id, fields, value, placeholder, onInput, onChoose } = props;
  const [isActive, setActive] = useState(false);
  const suggested = useSuggestions(isActive ? fields : [], value);
  const listId = useId();
  return (
    <>
      <input
        id={id}
        list={listId}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={value}
        placeholder={placeholder}
        onFocus={() => setActive(true)}
        onBlur={() => setActive(false)}
        onInput={(event) => {
          const text = event.currentTarget.value;
          onInput(text);
          // A browser tells a choice from the list as an input of another kind.
          const isChoice = !(event instanceof InputEvent) || event.inputType === REPLACED;
          if (isChoice && suggested.includes(text)) onChoose?.(text);
        }}
        onChange={(event) => onChoose?.(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {suggested.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </>
  );
}

const REPLACED = 'insertReplacementText';

function useSuggestions(fields: readonly string[], typed: string): readonly string[] {
  const { api } = usePage();
  const { words } = useRoute();
  const [values, setValues] = useState<readonly string[]>([]);
  const namespace = words.get('namespace') ?? '';
  const key = fields.join();
  useEffect(() => {
    setValues([]);
    if (key === '') return;
    const abort = new AbortController();
    const ask = async (field: string): Promise<readonly string[]> => {
      const question = new URLSearchParams({ field, limit: String(SUGGESTIONS_MAX) });
      if (typed !== '') question.set('prefix', typed);
      if (namespace !== '' && !field.endsWith('_namespace')) question.set('namespace', namespace);
      const response = await api.open({ path: 'values', words: question }, abort.signal);
      return ((await response.json()) as { values: readonly string[] }).values;
    };
    const timer = setTimeout(() => {
      // Without suggestions one still can type.
      Promise.all(key.split(',').map(ask)).then(
        (lists) => setValues([...new Set(lists.flat())].slice(0, SUGGESTIONS_MAX)),
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, typed, namespace, api]);
  return values;
}
