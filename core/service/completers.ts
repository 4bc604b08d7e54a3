import type { CompleteResult } from '../spec/wire.ts';

type Item = CompleteResult['items'][number];

interface Completer {
  /** What lists the objects. */
  cmdlet: string;
  /** What of one is offered; nothing where it does not fit. */
  item(value: unknown): Item | undefined;
}

/** What the names of completers stand for: a parameter's, as declared, and `ReadyContainerId` of PowerShell's sessions. */
export const COMPLETERS: Readonly<Record<string, Completer>> = {
  ContainerName: { cmdlet: 'Get-Container', item: nameOf },
  ContainerImageName: { cmdlet: 'Get-ContainerImage', item: nameOf },
  ReadyContainerId: { cmdlet: 'Get-Container', item: idOfRunning },
};

function nameOf(value: unknown): Item | undefined {
  const name = textOf(value, 'Name');
  return name === undefined ? undefined : { text: name, toolTip: name };
}

function idOfRunning(value: unknown): Item | undefined {
  const [id, name] = [textOf(value, 'ContainerId'), textOf(value, 'Name')];
  if (id === undefined || name === undefined || textOf(value, 'State') !== 'Running') return undefined;
  return { text: id, toolTip: name };
}

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : undefined;
}
