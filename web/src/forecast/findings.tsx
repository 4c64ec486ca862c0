/** What the linter finds in the policies. */
import { useAnswer } from '../api/use-answer.ts';
import { Progress } from '../frame/progress.tsx';
import { visible } from '../frame/visible.ts';
import { type Column, Table } from '../table/table.tsx';

interface Finding {
  readonly id: string;
  readonly severity: string;
  readonly policy?: string;
  readonly line?: number;
  readonly message: string;
  readonly fix: string;
}

const COLUMNS: readonly Column<Finding>[] = [
  { id: 'severity', title: 'Severity', cell: ({ severity }) => severity },
  { id: 'line', title: 'Line', isNumber: true, cell: ({ line }) => line ?? '' },
  { id: 'policy', title: 'Policy', cell: ({ policy }) => visible(policy ?? '') },
  { id: 'message', title: 'Finding', cell: ({ message }) => visible(message) },
  { id: 'fix', title: 'What to do', cell: ({ fix }) => visible(fix) },
];

export function Findings({ policies }: { readonly policies: string }) {
  const answered = useAnswer<{ readonly findings: readonly Finding[] }>({
    path: 'lint',
    body: policies,
  });
  return (
    <>
      <h3>Lint</h3>
      <Progress of={answered} what="Lint" />
      {answered.value && (
        <Table
          label="Findings of the linter"
          columns={COLUMNS}
          rows={answered.value.findings}
          rowKey={(_, index) => index}
          none="Nothing is wrong with them as they are written."
        />
      )}
    </>
  );
}
