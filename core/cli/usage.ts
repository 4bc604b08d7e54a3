/** A command line that cannot be understood: nothing was asked of the service. Exit code 2. */
export class UsageError extends Error {
  /** As PowerShell names it: `NamedParameterNotFound`. */
  readonly id: string;
  readonly hint: string | undefined;

  constructor(id: string, message: string, hint?: string) {
    super(message);
    this.name = 'UsageError';
    this.id = id;
    this.hint = hint;
  }
}
