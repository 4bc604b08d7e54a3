<#
    Reads what PowerShell texts use: run with the path of a JSON file of [{ "name", "text" }]. Prints JSON:
    [{ file, line, scope, kind, name }], where scope is the function around it, and kind is
      syntax     a construct that Windows PowerShell 5.1 cannot parse, or a parse error
      command    a command, by the name it is called by, without its module
      parameter  'Command -Parameter' as typed; a splat is not looked into
      function   a function that the text defines
      type       a type's name as written, also what New-Object is given
      static     'Type::Member'
      member     the name of an instance member
      variable   a variable's name
#>
param([string] $Path)
$found = New-Object 'System.Collections.Generic.List[object]'

function Add-Usage([string] $Kind, [string] $Name, $Extent) {
    $found.Add(@{ file = $file.name; line = $Extent.StartLineNumber; scope = $scope; kind = $Kind; name = $Name })
}

function Read-Node($Node) {
    $extent = $Node.Extent
    switch ($Node.GetType().Name) {
        'TernaryExpressionAst' { Add-Usage syntax 'the ternary operator' $extent }
        'PipelineChainAst' { Add-Usage syntax 'a pipeline chain' $extent; if ($Node.Background) { Add-Usage syntax 'a background pipeline' $extent } }
        'PipelineAst' { if ($Node.Background) { Add-Usage syntax 'a background pipeline' $extent } }
        'BinaryExpressionAst' {
            if ($Node.Operator -eq 'QuestionQuestion') { Add-Usage syntax 'the null-coalescing operator' $extent }
            if ($Node.Operator -eq 'DotDot' -and ($Node.Left, $Node.Right | Where-Object { $_ -is [System.Management.Automation.Language.StringConstantExpressionAst] })) {
                Add-Usage syntax 'a range of characters' $extent
            }
        }
        'AssignmentStatementAst' { if ($Node.Operator -eq 'QuestionQuestionEquals') { Add-Usage syntax 'the null-coalescing assignment' $extent } }
        'IndexExpressionAst' { if ($Node.NullConditional) { Add-Usage syntax 'the null-conditional operator' $extent } }
        { $_ -in 'MemberExpressionAst', 'InvokeMemberExpressionAst' } {
            if ($Node.NullConditional) { Add-Usage syntax 'the null-conditional operator' $extent }
            if ($Node.GenericTypeArguments) { Add-Usage syntax 'type arguments of a method' $extent }
            if ($Node.Member -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
                if ($Node.Static -and $Node.Expression -is [System.Management.Automation.Language.TypeExpressionAst]) {
                    Add-Usage static "$($Node.Expression.TypeName.FullName)::$($Node.Member.Value)" $extent
                }
                elseif (-not $Node.Static) { Add-Usage member $Node.Member.Value $extent }
            }
        }
        'ScriptBlockAst' { if ($Node.CleanBlock) { Add-Usage syntax 'a clean block' $Node.CleanBlock.Extent } }
        'FunctionDefinitionAst' { Add-Usage function (Remove-Scope $Node.Name) $extent }
        'TypeExpressionAst' { Read-TypeName $Node.TypeName }
        'TypeConstraintAst' { Read-TypeName $Node.TypeName }
        'AttributeAst' {
            Read-TypeName $Node.TypeName
            foreach ($argument in $Node.NamedArguments) { Add-Usage static "$($Node.TypeName.FullName)::$($argument.ArgumentName)" $argument.Extent }
        }
        'VariableExpressionAst' { Add-Usage variable $Node.VariablePath.UserPath $extent }
        'CommandAst' { Read-Command $Node }
    }
}

# script:Get-It is called as Get-It.
function Remove-Scope([string] $Name) { $Name -replace '^(script|global|local|private):', '' }

function Read-TypeName($TypeName) {
    if ($TypeName.IsArray) { Read-TypeName $TypeName.ElementType; return }
    if ($TypeName.IsGeneric) {
        Read-TypeName $TypeName.TypeName
        foreach ($argument in $TypeName.GenericArguments) { Read-TypeName $argument }
        return
    }
    Add-Usage type $TypeName.FullName $TypeName.Extent
}

function Read-Command($Node) {
    $name = $Node.GetCommandName()
    if (-not $name) { return }
    $name = $name -replace '^.*\\', ''
    Add-Usage command $name $Node.Extent
    $elements = @($Node.CommandElements)
    foreach ($element in $elements) {
        if ($element -is [System.Management.Automation.Language.CommandParameterAst]) {
            Add-Usage parameter "$name -$($element.ParameterName)" $element.Extent
        }
    }
    if ($name -ne 'New-Object') { return }
    $first = $elements | Select-Object -Skip 1 | Where-Object { $_ -is [System.Management.Automation.Language.StringConstantExpressionAst] } | Select-Object -First 1
    if ($null -eq $first) { return }
    $errors = $null
    $type = [System.Management.Automation.Language.Parser]::ParseInput("[$($first.Value)]", [ref] $null, [ref] $errors)
    foreach ($part in $type.FindAll({ $args[0] -is [System.Management.Automation.Language.TypeExpressionAst] }, $true)) {
        Read-TypeName $part.TypeName
    }
}

foreach ($file in Get-Content -Raw -LiteralPath $Path | ConvertFrom-Json) {
    $tokens = $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput($file.text, [ref] $tokens, [ref] $errors)
    $scope = ''
    foreach ($problem in $errors) { Add-Usage syntax "a parse error: $($problem.Message)" $problem.Extent }
    foreach ($node in $tree.FindAll({ $true }, $true)) {
        $around = $node.Parent
        while ($null -ne $around -and $around -isnot [System.Management.Automation.Language.FunctionDefinitionAst]) { $around = $around.Parent }
        $scope = if ($null -ne $around) { Remove-Scope $around.Name } else { '' }
        Read-Node $node
    }
    $scope = ''
    foreach ($token in $tokens) {
        if ($token.Kind -eq 'Number' -and $token.Text -match '^0b|(u|y|us|uy|ul|n|s)$' -and $token.Text -notmatch '^0x') { Add-Usage syntax 'a number of a newer form' $token.Extent }
        if ($token -is [System.Management.Automation.Language.StringExpandableToken] -and $token.Text -match '`(u\{|e)') { Add-Usage syntax 'an escape of PowerShell 6' $token.Extent }
    }
}
ConvertTo-Json -InputObject $found.ToArray() -Compress
