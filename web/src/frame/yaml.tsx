/** YAML to read and to take along. */
import { useState } from 'preact/hooks';
import { visible } from './visible.ts';

interface YamlProps {
  readonly text: string;
  readonly label: string;
}

export function Yaml({ text, label }: YamlProps) {
  return (
    <div class="yaml">
      <CopyButton text={text} label={label} />
      <section class="code" aria-label={label} tabIndex={0}>
        <pre>{text.split('\n').map(visible).join('\n')}</pre>
      </section>
    </div>
  );
}

/** Copies, and says so to those who do not see it. */
export function CopyButton({ text, label }: YamlProps) {
  const [told, setTold] = useState('');
  const copy = () => {
    // Without TLS there may be no clipboard: the text can be selected.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('none'));
    copied.then(
      () => setTold('Copied'),
      () => setTold('Not allowed: select it'),
    );
  };
  return (
    <span class="copy">
      <button type="button" onClick={copy} aria-label={`Copy: ${label}`}>
        Copy
      </button>
      <span role="status">{told}</span>
    </span>
  );
}
