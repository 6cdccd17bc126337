@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # The engine binds the parameters of a generated function, and the assembly reads what it has bound.
        'PSReviewUnusedParameter',
        # The assembly calls ShouldProcess of the function.
        'PSShouldProcess'
    )
}
