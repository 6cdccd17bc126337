# A stand-in for a sign-in module that is loaded first.
function Connect-MgGraph { 'the other Connect-MgGraph' }
function Get-MgContext { 'the other Get-MgContext' }
