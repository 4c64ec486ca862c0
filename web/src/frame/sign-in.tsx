/** Asks for a token, and says where one comes from. */
import { useId, useState } from 'preact/hooks';
import { usePage, useRoute } from './page-context.ts';
import { visible } from './visible.ts';

/** RFC 6750, section 2.1; the spaces round it go. */
const TOKEN = String.raw`\s*[\w.~+\/\-]+=*\s*`;

/** `why`: the words of the refusal. */
export function SignIn({ why }: { readonly why: string }) {
  const { api, health } = usePage();
  const { words } = useRoute();
  const [token, setToken] = useState('');
  const id = useId();
  const namespace = words.get('namespace') || 'NAMESPACE';
  const command = `kubectl -n ${namespace} create token ACCOUNT --audience=dropcast --duration=1h`;
  return (
    <section class="sign-in" aria-labelledby={`${id}-title`}>
      <h1 id={`${id}-title`}>Who asks?</h1>
      <p class="failed" role="status">
        {visible(why)}
      </p>
      <p>
        The aggregator answers those whom the cluster&apos;s roles let read flows. Paste a token of
        an account that may:
      </p>
      <pre class="command">{command}</pre>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          api.useToken(token.trim());
          health.look();
        }}
      >
        <label for={`${id}-token`}>Token</label>
        <input
          id={`${id}-token`}
          type="password"
          autocomplete="off"
          required
          pattern={TOKEN}
          title="letters, digits and . _ ~ + / - alone"
          value={token}
          onInput={(event) => setToken(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          Use it
        </button>
      </form>
      <p class="note">
        It stays in this tab and is forgotten with it. Who may read one namespace only enters that
        namespace above.
      </p>
    </section>
  );
}
