import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../scripts/ports.ts';
import { skip } from '../skip.ts';
import { MANIFEST } from './powershell.ts';

const SSHD = '/usr/sbin/sshd';
const CORE = join(import.meta.dirname, '../../scripts/hcs.mjs');

/** Skips a suite, in its `before` hook, where no SSH server can be run. */
export function needSshServer(context: Mocha.Context): void {
  if (!existsSync(SSHD)) skip(context, 'sshd (openssh-server) is not installed');
  if (spawnSync('ssh', ['-V']).status !== 0) skip(context, 'ssh is not on PATH');
}

/**
 * A real SSH server on loopback whose ports are hosts: each has a state root of its own, and PowerShell behind SSH. Keys,
 * configuration and the known hosts are in a folder of its own.
 */
export class SshHosts {
  readonly folder = mkdtempSync(join(tmpdir(), 'hcs-ssh-'));
  ports: number[] = [];
  #server: ChildProcess | undefined;

  /** What a PowerShell needs to reach them: an `ssh` that knows no other hosts and asks nothing. */
  get environment(): Record<string, string> {
    return { PATH: `${this.folder}/bin:${process.env['PATH']}` };
  }

  /** Defines $ssh, the parameters to splat, and $a, $b, ..., the hosts. */
  get preamble(): string {
    const names = this.ports.map((port, i) => `$${String.fromCharCode(97 + i)} = '127.0.0.1:${port}'`);
    return `$ssh = @{ UserName = '${userInfo().username}'; KeyFilePath = '${this.folder}/key' }\n${names.join('; ')}`;
  }

  /**
   * @param roots A host for each: the folder of its state, and more variables of its environment.
   * @param options More arguments of the PowerShell at their end.
   */
  async start(roots: { root: string; environment?: Record<string, string> }[], options = ''): Promise<void> {
    const { folder } = this;
    for (const name of ['key', 'hostkey']) {
      spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
    }
    copyFileSync(join(folder, 'key.pub'), join(folder, 'authorized'));
    mkdirSync(join(folder, 'modules'));
    symlinkSync(dirname(MANIFEST), join(folder, 'modules', 'HcsContainers'));
    this.#script('pwsh.sh', `exec pwsh -NoProfile ${options} -sshs -NoLogo`);
    mkdirSync(join(folder, 'bin'));
    const ssh = spawnSync('sh', ['-c', 'command -v ssh'], { encoding: 'utf8' }).stdout.trim();
    const settings = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR', 'BatchMode=yes'];
    this.#script('bin/ssh', `exec ${ssh} -F /dev/null ${settings.map((o) => `-o ${o}`).join(' ')} "$@"`);
    this.ports = await freePorts(roots.length);
    writeFileSync(join(folder, 'config'), this.#config(roots));
    // Where root runs it, it wants this folder; a packaged server has made it.
    if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
    const server = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#server = server;
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    for (const port of this.ports) await this.#whenListening(port, () => said);
  }

  #config(roots: { root: string; environment?: Record<string, string> }[]): string {
    const { folder } = this;
    const hosts = roots.map(({ root, environment = {} }, i) => {
      const all = {
        HCS_CONTAINERS_ROOT: root,
        HCS_CONTAINERS_CORE: CORE,
        HCS_CONTAINERS_NODE: process.execPath,
        PSModulePath: join(folder, 'modules'),
        PATH: process.env['PATH'] ?? '',
        ...environment,
      };
      const pairs = Object.entries(all).map(([name, value]) => `"${name}=${value}"`);
      return `Match LocalPort ${this.ports[i]}\n  SetEnv ${pairs.join(' ')}`;
    });
    return [
      ...this.ports.map((port) => `Port ${port}`),
      'ListenAddress 127.0.0.1',
      `HostKey ${folder}/hostkey`,
      `AuthorizedKeysFile ${folder}/authorized`,
      'PidFile none',
      // By itself it turns some away at random while ten others are not known yet, and all that take long to be.
      'MaxStartups 1000',
      'LoginGraceTime 1200',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      `Subsystem powershell ${folder}/pwsh.sh`,
      ...hosts,
      '',
    ].join('\n');
  }

  #script(name: string, text: string): void {
    const file = join(this.folder, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  }

  async #whenListening(port: number, why: () => string): Promise<void> {
    while (!(await answers(port))) {
      if (this.#server?.exitCode !== null) throw new Error(`sshd ended: ${why()}`);
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    if (this.#server !== undefined && this.#server.exitCode === null) {
      this.#server.kill();
      await once(this.#server, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('data', () => socket.destroy());
  });
}
