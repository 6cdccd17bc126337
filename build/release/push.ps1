<#
.SYNOPSIS
Pushes the packages of a release to a repository, the one that all others need first.
.DESCRIPTION
What the repository has already in this version is left as it is, so that a push which broke off can be repeated. The
key of the repository is in the variable GALLERY_API_KEY.
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
# The name of the first goes on with a version, and digits come before the letters of the platforms.
$packages = @(Get-ChildItem -Path $Path -Filter *.nupkg | Sort-Object -Property Name)
if ($packages.Count -eq 0) {
    throw "There is no package in $Path."
}
foreach ($package in $packages) {
    $push = @{
        NupkgPath                  = $package.FullName
        Repository                 = $Repository
        ApiKey                     = $env:GALLERY_API_KEY
        # The build has checked the manifest. What it requires was pushed just before, and is perhaps not listed yet.
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
