/** How a sandbox gets the right to mount: root has it; an ordinary user has it inside a user namespace of their own. */
export interface UserNamespace {
  /** What to put before a command so that it runs there; empty for root. @throws NotSupported with the way to allow it. */
  enter(): Promise<readonly string[]>;
}

export const rootNamespace: UserNamespace = {
  async enter() {
    return [];
  },
};

/** One user namespace per state root, held by the keeper, so that all sandboxes and the keeper are in the same. */
export function userNamespaceOf(holder: () => Promise<number>): UserNamespace {
  return {
    async enter() {
      const pid = await holder();
      return ['nsenter', '--user', `--target=${pid}`, '--preserve-credentials', '--'];
    },
  };
}
