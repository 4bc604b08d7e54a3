import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { runProgram } from '../../core/embedded/run-program.ts';
import { crontabStartup } from '../../core/embedded/startup/crontab.ts';
import { openStartup } from '../../core/embedded/startup/startup.ts';
import { systemdStartup, unitText } from '../../core/embedded/startup/systemd-unit.ts';
import type { StartupProgram } from '../../core/host/startup.ts';
import { startupCases } from '../contract/cases/startup.ts';
import { faultOf } from '../doubles/containers-kit.ts';
import { makeCrontab } from '../doubles/crontab.ts';
import { skip } from '../skip.ts';
import { cronBelow, hasSystemctl, systemdBelow, withoutCron } from './startup-means.ts';

const NO_CRON = 'apt-get install -y cron; as root on a machine with systemd nothing more is needed';
const NAME = 'HcsContainers-startup-0123abcd';
const UNIT = `etc/systemd/system/${NAME}.service`;
/** Each word is written as a line of its own to `out`. */
const HOSTILE = ['plain', 'two words', "it's", 'say "hi"', '100%', '$HOME', '`id`', 'back\\slash', '日本', ''];

describe('the start with a Linux machine', () => {
  let folder = '';
  let program: StartupProgram;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-startup-'));
    program = { program: join(folder, 'print words'), arguments: HOSTILE };
    await writeFile(
      program.program,
      `#!/bin/sh\nfor word; do printf '%s\\n' "$word"; done >'${join(folder, 'out')}'\n`,
    );
    await chmod(program.program, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('this machine says how it would be done, or what is missing', async () => {
    const told = await openStartup(folder)
      .describe(program)
      .catch((error: unknown) => error);
    if (isFault(told)) expect([told.kind, told.hint]).to.deep.equal(['NotInstalled', NO_CRON]);
    else expect(told).to.deep.include({ state: 'NotRegistered' });
  });

  describe('by systemd, as the contract says', () => {
    before(function () {
      if (!hasSystemctl()) skip(this, 'systemctl is not installed');
    });
    startupCases({ folder: () => folder, open: async () => systemdBelow(folder), withoutMeans: withoutCron });
  });

  describe('by cron, as the contract says', () => {
    startupCases({ folder: () => folder, open: () => cronBelow(folder), withoutMeans: withoutCron });
  });

  describe('by systemd', () => {
    const open = () => systemdStartup({ name: NAME, run: runProgram, root: folder });

    it('writes and enables a unit, once; another program replaces it; taken back, nothing is left', async function () {
      if (!hasSystemctl()) skip(this, 'systemctl is not installed');
      const startup = open();
      expect((await startup.describe(program)).state).to.equal('NotRegistered');
      expect(await startup.unregister()).to.equal(false);
      for (let n = 0; n < 2; n++) {
        await startup.register(program);
        expect((await startup.describe(program)).state).to.equal('Registered');
      }
      const wanted = join(folder, 'etc/systemd/system/multi-user.target.wants');
      expect(await readdir(wanted)).to.deep.equal([`${NAME}.service`]);
      const other = { ...program, arguments: [] };
      expect((await startup.describe(other)).state).to.equal('Different');
      await startup.register(other);
      expect(await readFile(join(folder, UNIT), 'utf8')).to.equal(unitText(other));
      expect(await startup.unregister()).to.equal(true);
      expect(await readdir(join(folder, 'etc/systemd/system'))).not.to.include(`${NAME}.service`);
      expect(await readdir(wanted).catch(() => [])).to.deep.equal([]);
      expect((await startup.describe(program)).state).to.equal('NotRegistered');
    });

    it('writes what systemd understands, every word of it', async function () {
      if (spawnSync('systemd-analyze', ['--version']).status !== 0) skip(this, 'systemd-analyze is not installed');
      await open().register(program);
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, UNIT)], {
        encoding: 'utf8',
      });
      expect([status, stderr.split('\n').filter((line) => line.includes(NAME))]).to.deep.equal([0, []]);
      const exec = /^ExecStart=(.*)$/m.exec(await readFile(join(folder, UNIT), 'utf8'))?.[1] ?? '';
      expect(exec).to.contain('"100%%"').and.contain('"$$HOME"').and.contain('"back\\\\slash"');
    });

    it('leaves what was there when systemd refuses', async () => {
      const refusing = systemdStartup({
        name: NAME,
        root: folder,
        run: async () => ({ exitCode: 1, output: 'Failed to enable unit: No.\n' }),
      });
      const failed = await faultOf(refusing.register(program));
      expect([failed.kind, failed.message]).to.deep.equal([
        'CommandFailed',
        `'systemctl enable ${NAME}.service' ended with 1: Failed to enable unit: No.`,
      ]);
      expect((await refusing.describe(program)).state).to.equal('NotRegistered');
    });
  });

  describe('by cron', () => {
    const open = async (content?: string) => {
      const home = await mkdtemp(join(folder, 'cron-'));
      const crontab = await makeCrontab(home, content);
      const run = (name: string, args: readonly string[]) => runProgram(join(crontab.folder, name), args);
      const startup = crontabStartup({ name: NAME, run, folder, userName: 'me', lockPath: join(home, 'lock') });
      return { startup, read: () => readFile(crontab.table, 'utf8'), path: `${crontab.folder}:/usr/bin:/bin` };
    };

    it('adds one line to those that are there, byte for byte, and takes away that alone', async () => {
      for (const table of ['', '# mine\n\n5 4 * * * backup 100\\% # HcsContainers\n', 'no line end']) {
        const { startup, read } = await open(table);
        expect((await startup.describe(program)).state).to.equal('NotRegistered');
        for (let n = 0; n < 2; n++) await startup.register(program);
        const kept = table === '' || table.endsWith('\n') ? table : `${table}\n`;
        const after = await read();
        expect(after.startsWith(kept)).to.equal(true);
        expect(after.slice(kept.length).split('\n')).to.have.length(2);
        expect((await startup.describe(program)).state).to.equal('Registered');
        expect((await startup.describe({ ...program, arguments: [] })).state).to.equal('Different');
        expect(await startup.unregister()).to.equal(true);
        expect(await startup.unregister()).to.equal(false);
        expect(await read()).to.equal(kept);
      }
    });

    it('has a line that a shell runs as it was meant, once cron has taken it', async () => {
      const { startup, read } = await open();
      await startup.register(program);
      const line = (await read()).trimEnd();
      const unescaped = line.replace('@reboot ', '').replaceAll('\\%', '%'); // what cron does
      execFileSync('/bin/sh', ['-c', unescaped], { env: { HOME: '/h', PATH: '/usr/bin:/bin' } });
      expect(await readFile(join(folder, 'out'), 'utf8')).to.equal(`${HOSTILE.join('\n')}\n`);
      expect(line.replaceAll('\\%', '')).not.to.contain('%');
      expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).to.deep.equal([]);
    });

    it('has the commands that a person would type: they do the same', async () => {
      const { startup, read, path } = await open('0 0 * * * other\n');
      const { registerCommand, unregisterCommand } = await startup.describe(program);
      await startup.register(program);
      const wanted = await read();
      await startup.unregister();
      const sh = (text: string) => execFileSync('/bin/sh', ['-c', text], { env: { PATH: path } });
      sh(registerCommand);
      expect(await read()).to.equal(wanted);
      sh(unregisterCommand);
      expect(await read()).to.equal('0 0 * * * other\n');
    });

    it('keeps every line when services with other state roots change it at the same time', async () => {
      const home = await mkdtemp(join(folder, 'cron-'));
      const crontab = await makeCrontab(home, '0 0 * * * other\n');
      const modules = import.meta.dirname;
      const service = (name: string) => `
        const { crontabStartup } = await import(${JSON.stringify(join(modules, '../../core/embedded/startup/crontab.ts'))});
        const { runProgram } = await import(${JSON.stringify(join(modules, '../../core/embedded/run-program.ts'))});
        const run = (program, args) => runProgram(${JSON.stringify(`${crontab.folder}/`)} + program, args);
        const options = { run, folder: ${JSON.stringify(home)}, userName: 'me', lockPath: ${JSON.stringify(join(home, 'lock'))} };
        for (let n = 0; n < 10; n++)
          await crontabStartup({ ...options, name: '${name}-' + n }).register({ program: '/bin/true', arguments: [] });`;
      const run = promisify(execFile);
      await Promise.all(
        ['a', 'b', 'c'].map((name) => run(process.execPath, ['--input-type=module', '-e', service(name)])),
      );
      const lines = (await readFile(crontab.table, 'utf8')).trimEnd().split('\n');
      expect(lines).to.have.length(31);
      expect(lines[0]).to.equal('0 0 * * * other');
    });

    it('refuses a path with a line end, and says what is missing without cron', async () => {
      const { startup, read } = await open('a\n');
      const evil = { program: '/x\n* * * * * evil', arguments: [] };
      expect((await faultOf(startup.register(evil))).kind).to.equal('InvalidArgument');
      expect(await read()).to.equal('a\n');
      const none = crontabStartup({
        name: NAME,
        folder,
        userName: 'me',
        lockPath: join(folder, 'lock'),
        run: () => runProgram('/no/such/crontab', []),
      });
      const failed = await faultOf(none.describe(program));
      expect([failed.kind, failed.hint?.split(';')[0]]).to.deep.equal(['NotInstalled', 'apt-get install -y cron']);
    });
  });
});
