import { expect } from 'chai';
import fc from 'fast-check';
import { argvToCommand, commandToArgv, joinCommandLine, splitCommandLine } from '../../core/base/command-line.ts';
import { mergeEnvironment } from '../../core/base/environment.ts';
import { checkContainerName, generateContainerName, showName } from '../../core/base/names.ts';
import { formatPorts, parsePort, parsePorts } from '../../core/base/parse-port.ts';
import { compileWildcard, hasWildcard } from '../../core/base/wildcard.ts';
import { formatWindowsPath, parseWindowsPath } from '../../core/base/windows-path.ts';
import { splitContainerPath } from '../../core/service/handlers/container-path.ts';

describe('command lines', () => {
  it('give back the arguments that were joined', () => {
    const argument = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', '\t', 'ü', '&') });
    const program = fc
      .string({ unit: fc.constantFrom('a', ' ', '\\', ':'), minLength: 1 })
      .filter((p) => !p.endsWith('\\'));
    fc.assert(
      fc.property(program, fc.array(argument), (first, rest) => {
        expect(splitCommandLine(joinCommandLine([first, ...rest]))).to.deep.equal([first, ...rest]);
      }),
    );
  });

  it('survive an image, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (line) => {
        expect(argvToCommand(commandToArgv(line))).to.equal(line);
      }),
    );
    for (const line of ['""', '"C:\\a b\\c.exe"', '"a"', 'cmd  /c  dir', '"a b" "c d"'])
      expect(argvToCommand(commandToArgv(line))).to.equal(line);
    expect(commandToArgv('cmd /c dir C:\\')).to.deep.equal(['cmd', '/c', 'dir', 'C:\\']);
  });
});

describe('ports', () => {
  it('are read in each form', () => {
    expect(formatPorts(parsePorts(['8080:80', '81', '443:443/TCP']))).to.equal('8080->80/tcp, 0->81/tcp, 443->443/tcp');
  });
  for (const text of [
    '',
    '0',
    '65536',
    '80:0',
    '0:80',
    'a',
    '1:2:3',
    '80:',
    ':80',
    '-1',
    '1.5',
    '80/sctp',
    '8 0',
    '٨٠',
  ]) {
    it(`${JSON.stringify(text)} is refused`, () => expect(() => parsePort(text)).to.throw('Cannot publish port'));
  }
});

describe('wildcards', () => {
  it('match as PowerShell does', () => {
    const is = (pattern: string, name: string) => compileWildcard(pattern)(name);
    expect(is('w*b', 'WEB')).to.equal(true);
    expect(is('*', '')).to.equal(true);
    expect(is('web[ab]', 'webc')).to.equal(false);
    expect(is('a`*b', 'a*b')).to.equal(true);
    expect(is('a`*b', 'axb')).to.equal(false);
    expect(is('a[', 'a[')).to.equal(true);
    expect(hasWildcard('web')).to.equal(false);
    expect(hasWildcard('w`*')).to.equal(false);
  });
  it('do not run away on a hostile pattern', () => {
    expect(compileWildcard('*a'.repeat(50))('a'.repeat(49).concat('b'))).to.equal(false);
  });
  it('match themselves when they have none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!hasWildcard(text) && !text.includes('`'));
        expect(compileWildcard(text)(text)).to.equal(true);
      }),
    );
  });
});

describe('paths in a container', () => {
  for (const text of [
    '',
    '..',
    'C:\\..',
    'a\\..\\..\\b',
    'D:\\x',
    '\\\\server\\x',
    '//?/C:/x',
    '\\\\.\\pipe\\x',
    'C:\\a:b',
    'C:\\NUL',
    'C:\\com1.txt',
    'C:\\x.',
    'C:\\x ',
    'C:\\a\0b',
    'C:\\a*',
    'x'.repeat(5000),
  ]) {
    it(`${JSON.stringify(text.slice(0, 30))} is refused`, () => {
      expect(() => parseWindowsPath(text)).to.throw('cannot be used');
    });
  }
  it('are the same in each spelling, and never leave the drive', () => {
    for (const text of ['C:\\a\\b', 'c:/a/b', '\\a\\.\\b', 'a/x/../b']) {
      expect(formatWindowsPath(parseWindowsPath(text).parts)).to.equal('C:\\a\\b');
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '.', '\\', '/', 'C', ':') }), (text) => {
        try {
          expect(parseWindowsPath(text).parts).not.to.include('..');
        } catch (error) {
          expect(String(error)).to.contain('cannot be used');
        }
      }),
    );
  });
  it('say whether they mean a folder, or what it holds', () => {
    expect(parseWindowsPath('C:\\a\\')).to.deep.include({ isFolder: true, isContent: false });
    expect(parseWindowsPath('C:\\a\\.')).to.deep.include({ isFolder: true, isContent: true });
    expect(parseWindowsPath('C:\\a.b')).to.deep.include({ isFolder: false, isContent: false });
  });
  it('are told from paths of this machine', () => {
    expect(splitContainerPath('web:C:\\x')).to.deep.equal({ container: 'web', path: 'C:\\x' });
    expect(splitContainerPath('w:C:\\x')).to.deep.equal({ container: 'w', path: 'C:\\x' });
    for (const path of ['C:\\x', 'c:/x', './a:b', '/tmp/a:b', 'plain'])
      expect(splitContainerPath(path)).to.deep.equal({ path });
  });
});

describe('names', () => {
  it('made from any image name are good names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (image) => {
        const name = generateContainerName(image, '3f2a0000-1111-4222-8333-444444444444', 4);
        expect(checkContainerName(name)).to.equal(name);
      }),
    );
    expect(generateContainerName('local/Windows:1.0', '3f2a0000-1111-4222-8333-444444444444', 4)).to.equal(
      'windows-3f2a',
    );
  });
  it('are shown without what would change the terminal', () => {
    expect(showName('a\u001b[31m\u202eb')).to.equal('a\\u{1b}[31m\\u{202e}b');
  });
});

describe('environments', () => {
  it('merge without regard to case, the last wins', () => {
    expect(mergeEnvironment({ Path: 'a', X: '1' }, { PATH: 'b' })).to.deep.equal({ PATH: 'b', X: '1' });
  });
});
