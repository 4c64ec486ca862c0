/** Flags that do not go together; told as what commander finds wrong, with its exit status. */
export class WrongUsage extends Error {
  readonly code = 'config';

  constructor(message: string) {
    super(message);
    this.name = 'WrongUsage';
  }
}
