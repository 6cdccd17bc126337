# A user's tests for code that calls the module's commands, without a sign-in or a request.
BeforeAll {
    Import-Module -Name "$PSScriptRoot/Scores.psm1"
}

AfterAll {
    Remove-Module -Name Scores
}

Describe 'a mock in the test itself' {
    It 'takes the place of the command' {
        Mock -CommandName Update-MgBetaSecurityPartnerSecurityScore -MockWith { @{ Id = 'mocked' } }
        (Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 1).Id | Should -Be 'mocked'
        Should -Invoke -CommandName Update-MgBetaSecurityPartnerSecurityScore -Times 1 -Exactly
    }

    It 'gets what the parameters were turned into' {
        Mock -CommandName Update-MgBetaSecurityPartnerSecurityScore -MockWith { }
        Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 85.4 -History @{ score = 3 }, '{"id":"h"}' -Headers @{ 'X-A' = '1' }
        Should -Invoke -CommandName Update-MgBetaSecurityPartnerSecurityScore -Times 1 -Exactly -ParameterFilter {
            $CurrentScore -eq [single]85.4 -and $History[0].Score -eq 3 -and $History[1].Id -eq 'h' -and $Headers['X-A'] -eq '1'
        }
        Should -Invoke -CommandName Update-MgBetaSecurityPartnerSecurityScore -Times 0 -Exactly -ParameterFilter { $CurrentScore -eq 1 }
    }

    It 'gets each record of a pipeline' {
        Mock -CommandName Update-MgBetaSecurityPartnerSecurityScore -MockWith { $BodyParameter.Id }
        @{ id = 'a' }, [pscustomobject]@{ id = 'b' }, '{"id":"c"}' | Update-MgBetaSecurityPartnerSecurityScore | Should -Be 'a', 'b', 'c'
        Should -Invoke -CommandName Update-MgBetaSecurityPartnerSecurityScore -Times 3 -Exactly
    }

    It 'with a filter leaves other calls to the mock without one' {
        Mock -CommandName Update-MgBetaSecurityPartnerSecurityScore -MockWith { 'any' }
        Mock -CommandName Update-MgBetaSecurityPartnerSecurityScore -MockWith { 'filtered' } -ParameterFilter { $Id -eq 'a' }
        Update-MgBetaSecurityPartnerSecurityScore -Id a | Should -Be 'filtered'
        Update-MgBetaSecurityPartnerSecurityScore -Id b | Should -Be 'any'
        Should -Invoke -CommandName Update-MgBetaSecurityPartnerSecurityScore -Times 1 -Exactly -ParameterFilter { $Id -eq 'a' }
    }

    It 'takes the place of the sign-in' {
        Mock -CommandName Connect-MgGraph -MockWith { }
        Mock -CommandName Get-MgContext -MockWith { [pscustomobject]@{ TenantId = 'mocked' } }
        Connect-MgGraph -TenantId contoso.example -Scopes PartnerSecurity.ReadWrite.All
        (Get-MgContext).TenantId | Should -Be 'mocked'
        Should -Invoke -CommandName Connect-MgGraph -Times 1 -Exactly -ParameterFilter {
            $TenantId -eq 'contoso.example' -and $Scopes -contains 'PartnerSecurity.ReadWrite.All'
        }
    }
}

Describe 'a mock in a module that calls the commands' {
    BeforeAll {
        Mock -ModuleName Scores -CommandName Connect-MgGraph -MockWith { }
        Mock -ModuleName Scores -CommandName Update-MgBetaSecurityPartnerSecurityScore -MockWith { "score $CurrentScore" }
        Mock -ModuleName Scores -CommandName Update-MgBetaSecurityPartnerSecurityScore -MockWith { throw 'refused' } -ParameterFilter { $CurrentScore -gt 100 }
    }

    It 'takes the place of them there' {
        Set-PartnerScore -Tenant contoso.example -Score 3.5 | Should -Be 'score 3.5'
        Should -Invoke -ModuleName Scores -CommandName Connect-MgGraph -Times 1 -Exactly -ParameterFilter { $TenantId -eq 'contoso.example' -and $NoWelcome }
        Should -Invoke -ModuleName Scores -CommandName Update-MgBetaSecurityPartnerSecurityScore -Times 1 -Exactly -ParameterFilter { $History.Score -eq 3.5 }
    }

    It 'is another one where its filter says so' {
        { Set-PartnerScore -Tenant contoso.example -Score 101 } | Should -Throw -ExpectedMessage 'refused'
    }

    It 'leaves the command outside of the module as it is' {
        { Update-MgBetaSecurityPartnerSecurityScore -CurrentScore 1 -ErrorAction Stop } | Should -Throw -ExpectedMessage 'Authentication needed*'
    }
}
