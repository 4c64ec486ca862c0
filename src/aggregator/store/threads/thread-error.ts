/** Errors on their way between threads: they keep their class where somebody looks for it. */
import { HistoryLimitError } from '../../history.ts';
import { StoreError } from '../../store.ts';

/** What can be cloned of an error. */
export interface ErrorMessage {
  readonly name: string;
  readonly message: string;
  /** Of a StoreError. */
  readonly code?: StoreError['code'];
}

export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof StoreError) {
    return { name: error.name, message: error.message, code: error.code };
  }
  if (error instanceof Error) return { name: error.name, message: error.message };
  return { name: 'Error', message: String(error) };
}

/** Whatever is neither of the two classes is a failure of the store. */
export function errorOf({ name, message, code = 'failed' }: ErrorMessage): Error {
  if (name === HistoryLimitError.name) return new HistoryLimitError(message);
  return new StoreError(code, message);
}
