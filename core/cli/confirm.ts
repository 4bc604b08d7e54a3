import type { CmdletContract } from '../service/generated/contract.gen.ts';
import type { AskShouldContinue, AskShouldProcess } from '../spec/wire.ts';
import type { CommonParameters } from './common-parameters.ts';
import { harmless } from './format-value.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const CHOICES = '[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [?] Help (default is "Y"): ';
const HELP = [
  'Y - Continue with only the next step of the operation.',
  'A - Continue with all the steps of the operation.',
  'N - Skip this operation and proceed with the next operation.',
  'L - Skip this operation and all subsequent operations.',
  '',
].join('\n');

export interface ConfirmationOptions {
  cmdlet: CmdletContract;
  common: CommonParameters;
  /** Whether the user gave -Force. */
  force: boolean;
  terminal: Terminal;
  /** Before something is printed. */
  onPrint(): void;
}

/** The answers to what the service asks back during one call. */
export interface Confirmation {
  shouldProcess(ask: AskShouldProcess, signal: AbortSignal): Promise<boolean>;
  shouldContinue(ask: AskShouldContinue, signal: AbortSignal): Promise<boolean>;
}

/**
 * Answers as PowerShell does: -WhatIf prints and refuses; -Confirm, or a cmdlet of high impact, asks; -Force and
 * -Confirm:$false do not.
 *
 * @throws {UsageError} before anything is done, when there would be questions and nobody to ask.
 */
export function createConfirmation(options: ConfirmationOptions): Confirmation {
  const { cmdlet, common, force, terminal, onPrint } = options;
  const asks = !common.whatIf && (common.confirm ?? (cmdlet.confirmImpact === 'High' && !force));
  if (asks && !terminal.canAsk) {
    const add = cmdlet.parameters.some((parameter) => parameter.name === 'Force')
      ? '-Force or -Confirm:$false'
      : '-Confirm:$false';
    throw new UsageError(
      'ConfirmationNeeded',
      `${cmdlet.name} asks before it changes something, and there is no terminal to ask on.`,
      `add ${add}`,
    );
  }
  let forAll: boolean | undefined;

  const question = async (caption: string, text: string, signal: AbortSignal): Promise<boolean> => {
    if (forAll !== undefined) return forAll;
    onPrint();
    await terminal.err(`\n${caption}\n${harmless(text)}\n`);
    for (;;) {
      const answer = await terminal.ask(CHOICES, signal);
      if (answer === undefined) return false;
      const letter = answer.trim().toLowerCase();
      if (letter === '' || letter === 'y' || letter === 'yes') return true;
      if (letter === 'n' || letter === 'no') return false;
      if (letter === 'a' || letter === 'l') {
        forAll = letter === 'a';
        return forAll;
      }
      await terminal.err(HELP);
    }
  };

  // One question at a time, however many the service asks.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (ask: () => Promise<boolean>): Promise<boolean> => {
    const mine = last.then(ask, ask);
    last = mine;
    return mine;
  };

  return {
    async shouldProcess({ action, target }, signal) {
      const sentence = `Performing the operation "${harmless(action)}" on target "${harmless(target)}".`;
      if (common.whatIf) {
        onPrint();
        const line = `What if: ${sentence}\n`;
        await (common.asJson ? terminal.err(line) : terminal.out(line));
        return false;
      }
      if (common.verbose) {
        onPrint();
        await terminal.err(`VERBOSE: ${sentence}\n`);
      }
      if (!asks) return true;
      return inTurn(() => question('Confirm', `Are you sure you want to perform this action?\n${sentence}`, signal));
    },
    async shouldContinue({ caption, query }, signal) {
      if (force || common.confirm === false) return true;
      if (common.whatIf) return false;
      if (!terminal.canAsk) {
        onPrint();
        await terminal.err(
          `${cmdlet.name}: ${harmless(query)} There is no terminal to ask on, so the answer is no.\n  Try: add -Force\n`,
        );
        return false;
      }
      return inTurn(() => question(harmless(caption), query, signal));
    },
  };
}
