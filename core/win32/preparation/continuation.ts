import type { ContinuationProgram } from '../../host/preparation.ts';

/**
 * What a scheduled task gives `powershell -EncodedCommand`: a fixed script that runs the program it finds in JSON, so
 * that no path and no argument is ever read as script.
 */
export function encodedContinuation(program: ContinuationProgram): string {
  const json = Buffer.from(JSON.stringify(program), 'utf8').toString('base64');
  const lines = [
    `$in = [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${json}')) | ConvertFrom-Json`,
    '$in.environment.PSObject.Properties | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Name, $_.Value) }',
    '$arguments = @($in.arguments)',
    '& $in.program @arguments',
    'exit $LASTEXITCODE',
  ];
  return Buffer.from(lines.join('\n'), 'utf16le').toString('base64');
}
