/** Policies as text: pasted, out of files, or generated from what was seen. */
import { useId, useRef, useState } from 'preact/hooks';
import { AskError } from '../api/api.ts';
import type { PolicyFault } from '../api/forecast.ts';
import { usePage, useRoute } from '../frame/page-context.ts';
import { visible } from '../frame/visible.ts';
import { CopyButton } from '../frame/yaml.tsx';

interface PolicyFormProps {
  /** What was not understood. */
  readonly faults: readonly PolicyFault[];
  /** Empty text: a default deny. */
  readonly onAsk: (text: string) => void;
}

export function PolicyForm({ faults, onAsk }: PolicyFormProps) {
  const { chosen } = usePage();
  const [text, setText] = useState(chosen.text);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const take = (policies: string) => {
    setText(policies);
    onAsk(policies);
  };
  return (
    <form
      class="policies"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(text.trim() === '' ? '' : text);
      }}
    >
      <label for={`${id}-policies`}>
        Policies as YAML, laid over those that the cluster has. Empty: a default deny.
      </label>
      <textarea
        ref={area}
        id={`${id}-policies`}
        spellcheck={false}
        rows={text === '' ? 4 : 14}
        value={text}
        placeholder="apiVersion: networking.k8s.io/v1&#10;kind: NetworkPolicy"
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="bar">
        <button type="submit" class="primary">
          Forecast
        </button>
        <GenerateButton onText={take} />
        <label class="file">
          Open files{' '}
          <input
            type="file"
            multiple
            accept=".yaml,.yml,.json"
            onChange={async (event) => {
              const files = [...(event.currentTarget.files ?? [])];
              const texts = await Promise.all(files.map((file) => file.text()));
              if (texts.length > 0) take(texts.join('\n---\n'));
            }}
          />
        </label>
        {text !== '' && <CopyButton text={text} label="the policies" />}
        {text !== '' && (
          <button type="button" onClick={() => take('')}>
            Back to default deny
          </button>
        )}
      </div>
      {faults.length > 0 && (
        <Faults faults={faults} onChoose={(line) => selectLine(area.current, line)} />
      )}
    </form>
  );
}

/** Asks for the policies that allow what was seen, of the namespace of the scope or of all. */
function GenerateButton({ onText }: { readonly onText: (text: string) => void }) {
  const { api } = usePage();
  const { words } = useRoute();
  const [asking, setAsking] = useState<AbortController | undefined>();
  const [error, setError] = useState('');
  const namespace = words.get('namespace') ?? '';
  const ask = async () => {
    const abort = new AbortController();
    setAsking(abort);
    setError('');
    try {
      const question = new URLSearchParams(namespace === '' ? {} : { namespace });
      const path = 'policies/generated';
      const response = await api.open({ path, words: question }, abort.signal);
      onText(await response.text());
    } catch (failure) {
      if (failure instanceof AskError) setError(failure.message);
      else if (!abort.signal.aborted) setError(String(failure));
    }
    setAsking(undefined);
  };
  if (asking) {
    return (
      <button type="button" onClick={() => asking.abort()}>
        <span class="spinner" aria-hidden="true" /> Generating: cancel
      </button>
    );
  }
  return (
    <>
      <button type="button" onClick={ask}>
        Generate for {namespace === '' ? 'all namespaces' : namespace}
      </button>
      <span class="failed" role="status">
        {visible(error)}
      </span>
    </>
  );
}

interface FaultsProps {
  readonly faults: readonly PolicyFault[];
  readonly onChoose: (line: number) => void;
}

function Faults({ faults, onChoose }: FaultsProps) {
  return (
    <ul class="faults" role="alert">
      {faults.map(({ line, column, field, message }, index) => (
        <li key={`${line}:${column} ${index}`}>
          {line !== undefined && line !== null && (
            <button type="button" class="link" onClick={() => onChoose(line)}>
              Line {line}
              {column !== undefined && column !== null && `, column ${column}`}
            </button>
          )}{' '}
          {field && <code>{visible(field)}</code>} {visible(message)}
        </li>
      ))}
    </ul>
  );
}

function selectLine(area: HTMLTextAreaElement | null, line: number) {
  if (area === null) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight / lines.length) * Math.max(0, line - 4);
}
