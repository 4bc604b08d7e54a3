# Tab completion of a parameter, as the shell asks for it. How it is done is in the work.
function Complete-HcsName {
    param([string] $Completer, $Command, $Parameter, $Word, $Ast, $Bound)
    Import-HcsWork
    Get-HcsCompletion $Completer $Word $Parameter $Ast $Bound
}
