/** `dropcast window close`: removes what carries a window's label and annotation. */
import type { AccessOptions } from '../kube/credentials/choose-access.ts';
import type { CommandContext } from './context.ts';
import { escapeControls } from './terminal.ts';
import { deleteWindows, listWindows, withServer } from './window-server.ts';

export async function closeWindow(access: AccessOptions, context: CommandContext): Promise<void> {
  const { stdout, stderr } = context.terminal;
  await withServer(access, context, async (server) => {
    const found = await listWindows(server);
    await deleteWindows(server, found);
    for (const { record } of found) {
      stdout.write(escapeControls(`closed: ${record.kind} ${record.name}`).concat('\n'));
    }
    if (found.length === 0) stderr.write('no window is open\n');
  });
}
