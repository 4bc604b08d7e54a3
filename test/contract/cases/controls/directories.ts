import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SystemChange } from '../../../../core/host/controls.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../../kit/bed.ts';
import { expectFault } from '../../kit/expect-fault.ts';
import { lines, probe } from '../../kit/run.ts';
import { hasControl, hasDirectories } from './need.ts';

type DirectoryChange = Extract<SystemChange, { hostPath: string }>;

/** Folders of the machine that a system sees. */
export function directoryCases(bed: Bed): void {
  scopeEachCase(bed);
  const change = (system: TestSystem, asked: DirectoryChange): Promise<void> =>
    bed.host.controls.change(system.id, asked);
  const add = (system: TestSystem, hostPath: string, containerPath: string, isReadOnly = false): Promise<void> =>
    change(system, { kind: 'addDirectory', hostPath, containerPath, isReadOnly });
  const remove = (system: TestSystem, hostPath: string, containerPath: string): Promise<void> =>
    change(system, { kind: 'removeDirectory', hostPath, containerPath, isReadOnly: false });
  const look = (system: TestSystem, ...steps: string[]): Promise<string[]> => lines(bed, system, probe(...steps));
  /** A folder of the machine with `note.txt`. */
  const hostFolder = async (): Promise<string> => {
    const path = join(bed.fixture.root, 'shares', randomUUID());
    await mkdir(join(path, 'deep'), { recursive: true });
    await writeFile(join(path, 'note.txt'), 'of the machine');
    return path;
  };

  it('a folder that is added is seen at once, both ways, and is gone when it is removed', async () => {
    if (!(await hasControl(bed, 'directory'))) return;
    const system = await bed.running();
    const path = await hostFolder();
    await add(system, path, 'C:\\data\\shared');
    expect(await look(system, 'read:C:\\data\\shared\\note.txt')).to.deep.equal(['of the machine']);
    expect(await look(system, 'exists:C:\\data\\shared\\deep')).to.deep.equal(['folder']);
    await look(system, 'write:C:\\data\\shared\\answer.txt=of the container');
    expect(await readFile(join(path, 'answer.txt'), 'utf8')).to.equal('of the container');
    await remove(system, path, 'C:\\data\\shared');
    expect(await look(system, 'exists:C:\\data\\shared\\note.txt')).to.deep.equal(['none']);
    expect(await readFile(join(path, 'note.txt'), 'utf8')).to.equal('of the machine');
  });

  it('a read-only folder is read, and nothing is written into it', async () => {
    if (!(await hasControl(bed, 'directory'))) return;
    const system = await bed.running();
    const path = await hostFolder();
    await add(system, path, 'C:\\shared', true);
    expect(await look(system, 'read:C:\\shared\\note.txt')).to.deep.equal(['of the machine']);
    expect((await look(system, 'write:C:\\shared\\note.txt=of the container'))[0]).to.match(/^error /);
    expect((await look(system, 'write:C:\\shared\\new.txt=x'))[0]).to.match(/^error /);
    await look(system, 'del:C:\\shared\\note.txt'); // Wine says that it did
    expect(await readFile(join(path, 'note.txt'), 'utf8')).to.equal('of the machine');
  });

  it('a folder where one is already is AlreadyExists, and the first stays', async () => {
    if (!(await hasControl(bed, 'directory'))) return;
    const system = await bed.running();
    const [first, second] = [await hostFolder(), await hostFolder()];
    await writeFile(join(second, 'note.txt'), 'of the second');
    await add(system, first, 'C:\\shared');
    await expectFault('AlreadyExists', () => add(system, second, 'c:\\SHARED'));
    expect(await look(system, 'read:C:\\shared\\note.txt')).to.deep.equal(['of the machine']);
  });

  it('a folder of the machine that is not there is NotFound, and nothing is seen', async () => {
    if (!(await hasControl(bed, 'directory'))) return;
    const system = await bed.running();
    await expectFault('NotFound', () => add(system, join(bed.fixture.root, 'no-such-folder'), 'C:\\missing'));
    expect(await look(system, 'exists:C:\\missing')).to.deep.equal(['none']);
  });

  it('removing a folder that was not added is NotFound', async () => {
    if (!(await hasControl(bed, 'directory'))) return;
    const system = await bed.running();
    const path = await hostFolder();
    await expectFault('NotFound', () => remove(system, path, 'C:\\shared'));
  });

  it('a place that is no folder below C: is InvalidArgument', async () => {
    if (!(await hasControl(bed, 'directory'))) return;
    const system = await bed.shared();
    const path = await hostFolder();
    for (const place of ['', 'shared', '\\shared', 'D:\\shared', 'C:\\', 'C:\\a\\..\\b', 'C:\\a?b'])
      await expectFault('InvalidArgument', () => add(system, path, place));
  });

  it('folders of the document are there from the start', async () => {
    if (!(await hasDirectories(bed))) return;
    const path = await hostFolder();
    const [open, closed] = ['C:\\work', 'C:\\Program Files\\fixed'];
    const system = await bed.running({
      directories: [
        { HostPath: path, ContainerPath: open },
        { HostPath: path, ContainerPath: closed, ReadOnly: true },
      ],
    });
    expect(await look(system, `read:${open}\\note.txt`)).to.deep.equal(['of the machine']);
    expect(await look(system, `read:${closed}\\note.txt`)).to.deep.equal(['of the machine']);
    expect((await look(system, `write:${closed}\\x.txt=x`))[0]).to.match(/^error /);
    expect(await look(system, `write:${open}\\x.txt=x`)).to.deep.equal([]);
    expect(await readFile(join(path, 'x.txt'), 'utf8')).to.equal('x');
  });

  it('a document with a folder that is not there is NotFound, and makes no system', async () => {
    if (!(await hasDirectories(bed))) return;
    const id = bed.newId();
    const HostPath = join(bed.fixture.root, 'no-such-folder');
    const directories = [{ HostPath, ContainerPath: 'C:\\missing' }];
    await expectFault('NotFound', () => bed.created({ id, directories }));
    await expectFault('NotFound', () => bed.host.compute.query(id));
  });
}
