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
  ContainerName: { cmdlet: 'Get-Container', item: textAt('Name') },
  ContainerId: { cmdlet: 'Get-Container', item: textAt('ContainerId', 'Name') },
  ReadyContainerId: {
    cmdlet: 'Get-Container',
    item: (value) => (textOf(value, 'State') === 'Running' ? textAt('ContainerId', 'Name')(value) : undefined),
  },
  ContainerImageName: { cmdlet: 'Get-ContainerImage', item: textAt('Name') },
  ContainerImagePublisher: { cmdlet: 'Get-ContainerImage', item: publisherOf },
  ContainerImageVersion: { cmdlet: 'Get-ContainerImage', item: textAt('Version') },
  ContainerOSImageName: { cmdlet: 'Get-ContainerImage', item: ofOSImage(textAt('Name')) },
  ContainerOSImageVersion: { cmdlet: 'Get-ContainerImage', item: ofOSImage(textAt('Version')) },
  ContainerHostCheckName: { cmdlet: 'Test-ContainerHost', item: textAt('Name') },
  ContainerHostCheckId: { cmdlet: 'Test-ContainerHost', item: textAt('Id', 'Name') },
};

/** A property, and one that says what it is where it does not say so itself. */
function textAt(key: string, toolTipKey = key): Completer['item'] {
  return (value) => {
    const [text, toolTip] = [textOf(value, key), textOf(value, toolTipKey)];
    return text === undefined || toolTip === undefined ? undefined : { text, toolTip };
  };
}

/** It is typed with or without its `CN=`. */
function publisherOf(value: unknown): Item | undefined {
  const text = textOf(value, 'Publisher');
  return text === undefined ? undefined : { text, toolTip: text.replace(/^CN=/i, '') };
}

function ofOSImage(item: Completer['item']): Completer['item'] {
  return (value) => (isOSImage(value) ? item(value) : undefined);
}

function isOSImage(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'IsOSImage') === true;
}

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : undefined;
}
