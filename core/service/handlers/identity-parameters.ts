import { checkUserName, type Identity } from '../../container/settings/identity.ts';

/** How cmdlets name who runs a program. */
export interface IdentityParameters {
  User?: string;
  RunAsAdministrator?: boolean;
}

/** @throws {RuntimeFault} `InvalidArgument` for what is no name of a user. */
export function identityFrom({ User: user, RunAsAdministrator: asAdministrator }: IdentityParameters): Identity {
  if (user !== undefined) checkUserName(user);
  return {
    ...(user === undefined ? {} : { user }),
    ...(asAdministrator === true ? { asAdministrator } : {}),
  };
}
