/** The conditions in force, each with a button that takes it away, and a form for one more. */
import { useId, useState } from 'preact/hooks';
import { usePage, useRoute } from '../frame/page-context.ts';
import { visible } from '../frame/visible.ts';
import { routeText, withWords } from '../route/route.ts';
import {
  CONDITIONS,
  type Condition,
  chosenConditions,
  withCondition,
  withoutCondition,
} from './conditions.ts';
import { ValuesInput } from './values-input.tsx';

export function FilterBar() {
  const { router } = usePage();
  const { view, words } = useRoute();
  const go = (changed: URLSearchParams) =>
    router.go(routeText(view, withWords(changed, { cursor: '', page: '' })));
  const chosen = chosenConditions(words);
  return (
    <search class="filter">
      <ConditionForm onAdd={(word, text) => go(withCondition(words, word, text))} />
      <label class="check">
        <input
          type="checkbox"
          checked={words.get('replies') === 'true'}
          onChange={(event) =>
            go(withWords(words, { replies: event.currentTarget.checked ? 'true' : '' }))
          }
        />
        replies, too
      </label>
      {chosen.length > 0 && (
        <ul class="chips" aria-label="Conditions in force">
          {chosen.map((condition) => (
            <li key={`${condition.word}=${condition.text}`}>
              {visible(condition.title)}
              <button
                type="button"
                aria-label={`Remove ${visible(condition.title)}`}
                onClick={() => go(withoutCondition(words, condition))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

interface ConditionFormProps {
  readonly onAdd: (word: string, text: string) => void;
}

function ConditionForm({ onAdd }: ConditionFormProps) {
  const [word, setWord] = useState(CONDITIONS[0]!.word);
  const [isNot, setNot] = useState(false);
  const [text, setText] = useState('');
  const id = useId();
  const condition = CONDITIONS.find((known) => known.word === word)!;
  const add = (value: string) => {
    if (value.trim() === '') return;
    onAdd(isNot ? `not_${word}` : word, value.trim());
    setText('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add(text);
      }}
    >
      <select
        aria-label="Condition"
        value={word}
        onChange={(event) => {
          setWord(event.currentTarget.value);
          setText('');
        }}
      >
        {CONDITIONS.map(({ word, title }) => (
          <option key={word} value={word}>
            {title}
          </option>
        ))}
      </select>
      <select
        aria-label="Is or is not"
        value={isNot ? 'not' : 'is'}
        onChange={(event) => setNot(event.currentTarget.value === 'not')}
      >
        <option value="is">is</option>
        <option value="not">is not</option>
      </select>
      <label class="hidden" for={`${id}-value`}>
        Value
      </label>
      <ConditionValue id={`${id}-value`} {...{ condition, text, setText }} />
      <button type="submit">Add condition</button>
    </form>
  );
}

interface ConditionValueProps {
  readonly id: string;
  readonly condition: Condition;
  readonly text: string;
  readonly setText: (text: string) => void;
}

function ConditionValue({ id, condition, text, setText }: ConditionValueProps) {
  const { fields, values } = condition;
  if (values === undefined) {
    const placeholder = fields.includes('port') ? '443' : 'namespace/name, address, label=value';
    return <ValuesInput {...{ id, fields, value: text, placeholder }} onInput={setText} />;
  }
  return (
    <select id={id} value={text} onChange={(event) => setText(event.currentTarget.value)}>
      <option value="">choose…</option>
      {values.map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </select>
  );
}
