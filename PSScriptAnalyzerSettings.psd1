@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # The engine binds the parameters of the generated functions, and the assembly reads the bound values.
        'PSReviewUnusedParameter',
        # The assembly calls ShouldProcess on behalf of the functions.
        'PSShouldProcess'
    )
}
