import { fault } from '../../base/fault.ts';
import type { ProcessParameters } from '../../spec/compute-document.ts';

/** Who runs a program. */
export interface Identity {
  /** Absent: the container's own user, else the host's for containers. */
  user?: string;
  /** With all the rights of an administrator; without a user, as ContainerAdministrator. */
  asAdministrator?: boolean;
}

/** As `docker exec` without a word of it: the container's own user, with the token that it has. */
export function identityOf(asked: Identity, own: Identity): Pick<ProcessParameters, 'User' | 'RestrictedToken'> {
  // What is asked for is whole: an administrator without a name is not the container's own user with more rights.
  const { user, asAdministrator } = asked.user === undefined && asked.asAdministrator !== true ? own : asked;
  if (asAdministrator === true) return { User: user ?? 'ContainerAdministrator', RestrictedToken: false };
  return user === undefined ? {} : { User: user };
}

/** @throws {RuntimeFault} `InvalidArgument` for what is no name of a user: `ContainerUser`, `DOMAIN\name`, `name@domain`. */
export function checkUserName(user: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what Windows takes in no name of a user
  if (user.trim() !== '' && user.length <= 256 && !/[\u0000-\u001f"/[\]:;|=,+*?<>]/.test(user)) return;
  throw fault('InvalidArgument', `'${JSON.stringify(user).slice(1, -1)}' is no name of a user.`, {
    target: 'User',
    hint: '-User ContainerUser',
  });
}
