import type { CmdletContract } from '../service/generated/contract.gen.ts';
import type { ParameterType } from '../spec/cmdlet.ts';

export const ERROR_ACTION = ['Continue', 'Stop', 'SilentlyContinue', 'Ignore'] as const;
export type ErrorAction = (typeof ERROR_ACTION)[number];

/** What every cmdlet takes besides its own parameters. */
export interface CommonParameters {
  help: boolean;
  verbose: boolean;
  asJson: boolean;
  whatIf: boolean;
  /** Undefined: as the impact of the cmdlet says. */
  confirm: boolean | undefined;
  errorAction: ErrorAction;
  warningAction: ErrorAction;
}

export interface CommonDeclaration {
  readonly name: string;
  readonly type: ParameterType;
  readonly aliases: readonly string[];
  readonly mandatory: boolean;
  readonly validateSet?: readonly string[];
  readonly help: string;
}

const ALWAYS: readonly CommonDeclaration[] = [
  {
    name: 'AsJson',
    type: 'switch',
    aliases: [],
    mandatory: false,
    help: 'Prints the objects as a JSON array, and problems as JSON lines on stderr.',
  },
  { name: 'Verbose', type: 'switch', aliases: ['vb'], mandatory: false, help: 'Tells what is done, on stderr.' },
  {
    name: 'ErrorAction',
    type: 'string',
    aliases: ['ea'],
    mandatory: false,
    validateSet: ERROR_ACTION,
    help: 'What to do when one item fails. Default: Continue.',
  },
  {
    name: 'WarningAction',
    type: 'string',
    aliases: ['wa'],
    mandatory: false,
    validateSet: ERROR_ACTION,
    help: 'What to do with warnings. Default: Continue.',
  },
  { name: '?', type: 'switch', aliases: ['help'], mandatory: false, help: 'Shows the help of the cmdlet.' },
];

const FOR_CHANGES: readonly CommonDeclaration[] = [
  {
    name: 'WhatIf',
    type: 'switch',
    aliases: ['wi'],
    mandatory: false,
    help: 'Shows what would be changed, and changes nothing.',
  },
  {
    name: 'Confirm',
    type: 'switch',
    aliases: ['cf'],
    mandatory: false,
    help: 'Asks before each change; -Confirm:$false does not ask.',
  },
];

/** The common parameters of a cmdlet, and where their values are gathered. */
export function commonParametersOf(cmdlet: CmdletContract): {
  declared: readonly CommonDeclaration[];
  values: CommonParameters;
  set(name: string, value: unknown): void;
} {
  const values: CommonParameters = {
    help: false,
    verbose: false,
    asJson: false,
    whatIf: false,
    confirm: undefined,
    errorAction: 'Continue',
    warningAction: 'Continue',
  };
  const set = (name: string, value: unknown): void => {
    const on = value === true;
    if (name === '?') values.help = on;
    else if (name === 'Verbose') values.verbose = on;
    else if (name === 'AsJson') values.asJson = on;
    else if (name === 'WhatIf') values.whatIf = on;
    else if (name === 'Confirm') values.confirm = on;
    else if (name === 'ErrorAction') values.errorAction = actionOf(value);
    else if (name === 'WarningAction') values.warningAction = actionOf(value);
  };
  return { declared: cmdlet.shouldProcess ? [...ALWAYS, ...FOR_CHANGES] : ALWAYS, values, set };
}

function actionOf(value: unknown): ErrorAction {
  return ERROR_ACTION.find((action) => action === value) ?? 'Continue';
}
