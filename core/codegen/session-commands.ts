/**
 * Cmdlets of the shell that the module stands before where they cannot reach its containers (`module/src/Sessions.ps1`
 * decides at import): named in the manifest, which lists all that may be exported.
 */
export const SESSION_COMMANDS = ['Enter-PSSession', 'Invoke-Command', 'New-PSSession'] as const;
