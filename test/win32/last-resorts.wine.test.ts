import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { CloseHandle, CreateFileW } from '../../core/win32/bindings/kernel32.ts';
import { checkVolume } from '../../core/win32/layers/check-volume.ts';
import { file, folder, streamOf } from '../contract/kit/entries.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { LayersBed } from './kit/layers-bed.ts';
import { type ScriptedFault, setFaultsOf } from './kit/standin.ts';
import { DRIVE, defineDrive, linuxPath } from './kit/wine-drive.ts';

const BASE = [folder('Files'), folder('Files/Windows'), folder('Hives'), file('Hives/system.reg', 'registry')];
const GENERIC_READ = 0x8000_0000;
const SHARE_READ = 1;
const OPEN_EXISTING = 3;
const BACKUP_SEMANTICS = 0x0200_0000;
const SESSION_MANAGER = 'HKLM\\System\\CurrentControlSet\\Control\\Session Manager';
const PENDING = 'PendingFileRenameOperations';

/** What Wine itself does: its registry, its mount manager, its sharing of files, its Restart Manager. */
describe('when a layer resists', function () {
  this.timeout(60_000);
  let bed: LayersBed;
  let base: string;
  before(async () => {
    bed = await LayersBed.make();
    base = bed.folder('base');
    await bed.layers.importLayer(base, [], streamOf(BASE));
  });
  after(() => bed.dispose());

  const faults = (...scripted: ScriptedFault[]): Promise<void> => setFaultsOf('vmcompute', bed.native, scripted);

  it('what cannot be removed is left to the next start of Windows, which is written in the registry', async () => {
    const layer = bed.folder('layer');
    await bed.layers.importLayer(layer, [], streamOf(BASE));
    await faults({ call: 'DestroyLayer', hr: '0x80070005', times: 1, refused: true });
    await expectFault('AccessDenied', () => bed.layers.destroyLayer(layer));
    try {
      const pending = execFileSync('reg', ['query', SESSION_MANAGER, '/v', PENDING], { encoding: 'utf8' });
      expect(pending).to.contain(`${basename(layer)}-removing`);
    } finally {
      execFileSync('reg', ['delete', SESSION_MANAGER, '/v', PENDING, '/f']);
    }
    expect(existsSync(layer)).to.equal(false);
  });

  it('a disk that the layer functions do not let go of is detached as a disk, and who holds the folder is told', async () => {
    const scratch = bed.folder('scratch');
    await bed.layers.createScratch(scratch, [base]);
    const volumePath = await bed.layers.attachScratch(scratch, [base]);
    // A killed process has left it: nobody knows of it but Windows.
    await bed.attachments.remove(scratch);
    const holder = await bed.native.call(
      CreateFileW,
      scratch,
      GENERIC_READ,
      SHARE_READ,
      null,
      OPEN_EXISTING,
      BACKUP_SEMANTICS,
      null,
    );
    try {
      await faults(
        { call: 'UnprepareLayer', hr: '0x80070005', times: 9, refused: true },
        { call: 'DeactivateLayer', hr: '0x80070005', times: 9, refused: true },
      );
      const held = await expectFault('Busy', () => bed.layers.destroyScratch(scratch));
      expect(held.message).to.contain(basename(scratch)).and.contain('is in use');
      expect(held.hint).to.contain('Test-ContainerHost');
    } finally {
      await faults();
      await bed.native.call(CloseHandle, holder);
    }
    expect(existsSync(scratch), 'nothing has changed').to.equal(true);
    // A record counts only where Windows has it attached: were it still, this would be Busy.
    await bed.attachments.add({ scratch, parents: [base], volumePath });
    await bed.layers.attachScratch(scratch, [base]);
    await bed.layers.detachScratch(scratch);
    await bed.layers.destroyScratch(scratch);
    expect(await readdir(join(bed.root, 'store'))).not.to.include(basename(scratch));
  });

  describe('a volume that layers cannot be on', () => {
    let root: string;
    before(async () => {
      root = await mkdtemp(join(tmpdir(), 'hcs-volume-'));
      await mkdir(join(root, 'shown'));
    });
    after(async () => {
      await defineDrive(bed.native, 'p', { type: DRIVE.none });
      await rm(root, { recursive: true, force: true });
    });

    const shown = (): string => linuxPath(join(root, 'shown'));

    it('is told as a network drive', async () => {
      await defineDrive(bed.native, 'p', { type: DRIVE.remote, folder: shown() });
      const refused = await expectFault('NotSupported', () => checkVolume(bed.native, 'P:\\store\\layer'));
      expect(refused.message).to.contain('a network drive (P:\\)');
    });

    it('is one that layers can be on when it is a local one', async () => {
      await defineDrive(bed.native, 'p', { type: DRIVE.fixed, folder: shown() });
      await checkVolume(bed.native, 'P:\\store\\layer');
    });
  });
});
