import type { CmdletHandler } from '../context.ts';
import type { CmdletName, CmdletParameters } from '../generated/contract.gen.ts';

type Loaders = { [Name in CmdletName]: () => Promise<{ handler: CmdletHandler<CmdletParameters[Name]> }> };

/** Each cmdlet's handler, loaded when it is first called. Does not compile while a declared cmdlet lacks one. */
const HANDLERS: Loaders = {
  'Get-ContainerHost': () => import('./get-container-host.ts'),
  'Install-ContainerHost': () => import('./install-container-host.ts'),
  'Test-ContainerHost': () => import('./test-container-host.ts'),
  'Repair-ContainerHost': () => import('./repair-container-host.ts'),
  'Register-ContainerHostStartup': () => import('./register-container-host-startup.ts'),
  'Unregister-ContainerHostStartup': () => import('./unregister-container-host-startup.ts'),
  'Get-ContainerHostStartup': () => import('./get-container-host-startup.ts'),
  'Install-ContainerOSImage': () => import('./install-container-os-image.ts'),
  'Uninstall-ContainerOSImage': () => import('./uninstall-container-os-image.ts'),
  'New-Container': () => import('./new-container.ts'),
  'Get-Container': () => import('./get-container.ts'),
  'Start-Container': () => import('./start-container.ts'),
  'Stop-Container': () => import('./stop-container.ts'),
  'Restart-Container': () => import('./restart-container.ts'),
  'Suspend-Container': () => import('./suspend-container.ts'),
  'Resume-Container': () => import('./resume-container.ts'),
  'Wait-Container': () => import('./wait-container.ts'),
  'Set-Container': () => import('./set-container.ts'),
  'Set-ContainerMemory': () => import('./set-container-memory.ts'),
  'Set-ContainerProcessor': () => import('./set-container-processor.ts'),
  'Set-ContainerStorage': () => import('./set-container-storage.ts'),
  'Copy-Container': () => import('./copy-container.ts'),
  'Rename-Container': () => import('./rename-container.ts'),
  'Remove-Container': () => import('./remove-container.ts'),
  'Invoke-ContainerCommand': () => import('./invoke-container-command.ts'),
  'Invoke-ContainerImage': () => import('./invoke-container-image.ts'),
  'Connect-Container': () => import('./connect-container.ts'),
  'Enter-ContainerSession': () => import('./enter-container-session.ts'),
  'Get-ContainerSession': () => import('./get-container-session.ts'),
  'Copy-ContainerItem': () => import('./copy-container-item.ts'),
  'Get-ContainerLog': () => import('./get-container-log.ts'),
  'Get-ContainerProcess': () => import('./get-container-process.ts'),
  'Measure-Container': () => import('./measure-container.ts'),
  'Clear-Container': () => import('./clear-container.ts'),
  'Compare-Container': () => import('./compare-container.ts'),
  'Get-ContainerEvent': () => import('./get-container-event.ts'),
  'New-ContainerImage': () => import('./new-container-image.ts'),
  'Get-ContainerImage': () => import('./get-container-image.ts'),
  'Test-ContainerImage': () => import('./test-container-image.ts'),
  'Remove-ContainerImage': () => import('./remove-container-image.ts'),
  'Export-ContainerImage': () => import('./export-container-image.ts'),
  'Import-ContainerImage': () => import('./import-container-image.ts'),
};

/** Loads the handler of a declared cmdlet. */
export async function loadHandler(cmdlet: CmdletName): Promise<CmdletHandler<never>> {
  return (await HANDLERS[cmdlet]()).handler;
}
