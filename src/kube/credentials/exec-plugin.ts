/**
 * Runs a kubeconfig's credential plugin: a program that prints a token or a client certificate and
 * until when it is good. It gets no terminal and a limited time, and is ended with it. Source:
 * kubernetes.io/docs/reference/access-authn-authz/authentication, "client-go credential plugins".
 */
import { type ExecFileException, execFile } from 'node:child_process';

/** The `exec` of a user in a kubeconfig. */
export interface ExecPlugin {
  readonly command: string;
  readonly args?: readonly string[] | null;
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null;
  readonly apiVersion: string;
  readonly installHint?: string;
  readonly provideClusterInfo?: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface PluginAnswer {
  readonly token?: string;
  /** PEM texts. */
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  readonly expirationTimestamp?: string;
}

/** `cluster` is what a plugin that wants to know is told. Throws Error with the plugin's words. */
export async function runPlugin(
  plugin: ExecPlugin,
  cluster: Readonly<Record<string, unknown>>,
  { environment, timeoutMs }: { environment: Environment; timeoutMs: number },
): Promise<PluginAnswer> {
  const spec = { interactive: false, ...(plugin.provideClusterInfo && { cluster }) };
  const info = { kind: 'ExecCredential', apiVersion: plugin.apiVersion, spec };
  const added = (plugin.env ?? []).map(({ name, value }) => [name, value]);
  const env = {
    ...environment,
    ...Object.fromEntries(added),
    KUBERNETES_EXEC_INFO: JSON.stringify(info),
  };
  const output = await new Promise<string>((resolve, reject) => {
    const options = { env, timeout: timeoutMs };
    const args = [...(plugin.args ?? [])];
    const child = execFile(plugin.command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(failureOf(plugin, error, stderr), { cause: error }));
    });
    child.stdin?.on('error', () => {}).end();
  });
  return readAnswer(plugin, output);
}

function failureOf(plugin: ExecPlugin, error: ExecFileException, stderr: string): string {
  const { command, installHint } = plugin;
  if (error.killed) return `${command} gave no answer in time: does it ask a question?`;
  if (error.code === 'ENOENT') return `${command} is not installed. ${installHint ?? ''}`.trim();
  return `${command} failed: ${stderr.trim() || error.message}`;
}

function readAnswer({ command }: ExecPlugin, output: string): PluginAnswer {
  const { status } = parseJson(output) as { status?: PluginAnswer };
  if (status?.token || (status?.clientCertificateData && status.clientKeyData)) return status;
  throw new Error(`${command} printed neither a token nor a client certificate with its key`);
}

function parseJson(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
