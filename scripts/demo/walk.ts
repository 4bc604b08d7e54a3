import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts, isListening } from '../ports.ts';
import { eventually, fetchAnswer, processesOf, readLayout, sha256, skopeoInspect, untar } from './outside.ts';
import { isOnPath } from './prerequisites.ts';
import { PROJECT } from './project.ts';
import type { Stage } from './stage.ts';
import { windowsNode } from './windows-node.ts';

const KEY = 'HKLM\\Software\\Demo';
const GREETING = 'Hello from the Windows registry';
const SERVER = 'C:\\web\\node.exe C:\\web\\server.mjs';
const COPIES = ['site1', 'site2', 'site3'];

/** The main job, step by step. Ends at the first check that does not hold. */
export async function walk(stage: Stage): Promise<void> {
  const [port = 0, ...ports] = await freePorts(1 + COPIES.length);
  await installBase(stage);
  await serve(stage, port);
  await capture(stage);
  await serveCopies(stage, ports);
  await surviveKill(stage, ports);
  await exportImage(stage);
  await removeAll(stage, [port, ...ports]);
}

async function installBase(stage: Stage): Promise<void> {
  stage.step('The base image');
  await stage.cmdlet('Get-ContainerHost');
  stage.note('Making a Windows base image takes half a minute, once for a state root.');
  await stage.cmdlet('Install-ContainerOSImage');
  await stage.cmdlet('Get-ContainerImage');
  const { layers } = await readLayout(join(stage.root, 'images'));
  stage.check(
    'the image store is an OCI layout, and every blob in it has the hash it is named by',
    layers.length === 1,
  );
}

async function serve(stage: Stage, port: number): Promise<void> {
  stage.step('A container with a real Windows web server');
  const node = windowsNode((text) => stage.note(text));
  const site = join(stage.folder, 'web');
  mkdirSync(site);
  copyFileSync(node, join(site, 'node.exe'));
  copyFileSync(join(PROJECT, 'examples/web/server.mjs'), join(site, 'server.mjs'));

  await stage.cmdlet(
    ...['New-Container', '-Name', 'web', '-ContainerImageName', 'Windows', '-Command', SERVER],
    ...['-PublishPort', `${port}:80`, '-ContainerComputerName', 'WEB'],
  );
  await stage.cmdlet('Copy-ContainerItem', '-Path', site, '-ToContainer', 'web', '-Destination', 'C:\\');
  const back = join(stage.folder, 'node-copied-out.exe');
  await stage.cmdlet('Copy-ContainerItem', '-FromContainer', 'web', '-Path', 'C:\\web\\node.exe', '-Destination', back);
  const [sent, returned] = [await sha256(node), await sha256(back)];
  stage.check(
    `node.exe (${statSync(node).size} bytes) came out as it went in: sha256 ${sent}`,
    sent === returned,
    returned,
  );

  await stage.cmdlet('Start-Container', 'web');
  await stage.cmdlet('Invoke-ContainerCommand', 'web', 'cmd /c ver');
  await stage.cmdlet('Invoke-ContainerCommand', 'web', `reg add ${KEY} /v Greeting /t REG_SZ /d "${GREETING}" /f`);
  const answer = await fetchAnswer(port);
  stage.note(`GET http://127.0.0.1:${port}/ -> ${JSON.stringify(answer)}`);
  stage.check(
    'the server answers over HTTP as the computer WEB, a Windows',
    answer.computerName.toUpperCase() === 'WEB' && answer.platform === 'win32',
    answer,
  );
  stage.check('and with the value from its registry', answer.greeting === GREETING, answer);
  stage.check('the process list of this machine shows it', serversOf(stage).length === 1, processesOf(stage.folder));
}

async function capture(stage: Stage): Promise<void> {
  stage.step('The container becomes an image');
  await stage.cmdlet('Stop-Container', 'web', '-PassThru');
  stage.check(
    'its processes are gone from the process list',
    await eventually(() => serversOf(stage).length === 0),
    serversOf(stage),
  );
  await stage.cmdlet('New-ContainerImage', '-ContainerName', 'web', '-Name', 'site');
  await stage.cmdlet('Get-ContainerImage', 'site');
}

async function serveCopies(stage: Stage, ports: readonly number[]): Promise<void> {
  stage.step('Three containers from that image, at once');
  for (const [index, name] of COPIES.entries()) {
    await stage.cmdlet(
      'New-Container',
      '-Name',
      name,
      '-ContainerImageName',
      'site',
      '-ContainerComputerName',
      name,
      '-PublishPort',
      `${ports[index]}:80`,
    );
  }
  await stage.cmdlet('Start-Container', 'site*');
  await stage.cmdlet('Get-Container');
  const answers = await Promise.all(ports.map((port) => fetchAnswer(port)));
  for (const [index, answer] of answers.entries())
    stage.note(`GET http://127.0.0.1:${ports[index]}/ -> ${JSON.stringify(answer)}`);
  const names = answers.map(({ computerName }) => computerName.toLowerCase());
  stage.check('each answers on its own port with its own computer name', names.join() === COPIES.join(), names);
  stage.check(
    'and with the registry value that was captured',
    answers.every(({ greeting }) => greeting === GREETING),
    answers,
  );
  stage.check('three servers are in the process list', serversOf(stage).length === COPIES.length, serversOf(stage));

  await stage.cmdlet('Invoke-ContainerCommand', 'site2', `reg add ${KEY} /v Greeting /d "Only here" /f`);
  const greetings = (await Promise.all(ports.map((port) => fetchAnswer(port)))).map(({ greeting }) => greeting);
  stage.check(
    'a change in one is not seen in the others',
    greetings.join('|') === [GREETING, 'Only here', GREETING].join('|'),
    greetings,
  );
}

async function surviveKill(stage: Stage, ports: readonly number[]): Promise<void> {
  stage.step('The service is killed: the containers go on');
  const service = processesOf(stage.root).find(({ command }) => command.includes('service.mjs'));
  stage.check('the service is in the process list', service !== undefined);
  if (service === undefined) return;
  stage.note(`kill -9 ${service.id}`);
  process.kill(service.id, 'SIGKILL');
  const isGone = await eventually(() => !processesOf(stage.root).some(({ id }) => id === service.id));
  const answers = await Promise.all(ports.map((port) => fetchAnswer(port)));
  stage.check('it is gone, and the three still answer', isGone && answers.length === COPIES.length);
  await stage.cmdlet('Get-Container', '-State', 'Running');
}

async function exportImage(stage: Stage): Promise<void> {
  stage.step('The image leaves');
  const archive = join(stage.folder, 'site.tar');
  await stage.cmdlet('Export-ContainerImage', 'site', '-Path', archive);
  const unpacked = join(stage.folder, 'unpacked');
  mkdirSync(unpacked);
  untar(archive, unpacked);
  const documents = await readLayout(unpacked);
  stage.check(
    `tar reads the archive (${statSync(archive).size} bytes); both layers have the hashes they are named by`,
    documents.layers.length === 2 && documents.os === 'windows',
    documents,
  );
  if (!isOnPath('skopeo')) {
    stage.note('skopeo is not installed: what it would say was not asked.');
    return;
  }
  stage.note(`skopeo inspect oci-archive:${archive}`);
  const seen = skopeoInspect(archive);
  stage.check(
    `skopeo reads the same image: ${seen.Os}, ${seen.Digest}`,
    seen.Digest === documents.digest && seen.Layers.join() === documents.layers.join(),
    seen,
  );
}

async function removeAll(stage: Stage, ports: readonly number[]): Promise<void> {
  stage.step('Everything is removed');
  await stage.cmdlet('Remove-Container', '*', '-Force');
  await stage.cmdlet('Remove-ContainerImage', 'site', '-Force');
  await stage.cmdlet('Uninstall-ContainerOSImage', 'Windows', '-Force');
  await stage.cmdlet('Get-Container');
  await stage.cmdlet('Get-ContainerImage');
  stage.check('no server is in the process list', serversOf(stage).length === 0, serversOf(stage));
  stage.check('every port is free again', !(await Promise.all(ports.map(isListening))).includes(true));
  const left = ['containers', 'layers', 'images/blobs/sha256'].flatMap((name) => filesBelow(join(stage.root, name)));
  stage.check('no container, layer or blob is left on the disk', left.length === 0, left);
}

function serversOf(stage: Stage) {
  return processesOf(stage.root).filter(
    ({ command }) => command.includes('server.mjs') && command.includes('node.exe'),
  );
}

function filesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
