<#
.SYNOPSIS
Pushes the packages of a release to a repository, starting with the package that the others require.
.DESCRIPTION
Skips packages that the repository already contains in this version, so that an interrupted push can be repeated. The
environment variable GALLERY_API_KEY contains the repository's API key.
.EXAMPLE
./build/release/push.ps1 -Path packages
#>
[CmdletBinding()]
param(
    # The folder with the packages.
    [Parameter(Mandatory)]
    [string]
    $Path,

    # The name of a repository that is registered with PSResourceGet.
    [string]
    $Repository = 'PSGallery'
)

$ErrorActionPreference = 'Stop'
if (-not $env:GALLERY_API_KEY) {
    throw 'There is no key to push with: set GALLERY_API_KEY.'
}
# Sorting by name puts the main package first: a digit of its version sorts before a letter of a platform name.
$packages = @(Get-ChildItem -Path $Path -Filter *.nupkg | Sort-Object -Property Name)
if ($packages.Count -eq 0) {
    throw "There is no package in $Path."
}
foreach ($package in $packages) {
    $push = @{
        NupkgPath                  = $package.FullName
        Repository                 = $Repository
        ApiKey                     = $env:GALLERY_API_KEY
        # The build has already validated the manifest. The main package has been pushed, but might not be listed yet.
        SkipModuleManifestValidate = $true
        SkipDependenciesCheck      = $true
    }
    try {
        Publish-PSResource @push
        "Pushed $($package.Name)"
    } catch {
        if ($_.FullyQualifiedErrorId -notlike '409Error,*') {
            throw
        }
        "$($package.Name) is there already"
    }
}
