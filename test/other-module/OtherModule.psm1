# A stand-in for another module that has sign-in commands.
function Connect-MgGraph { 'the other Connect-MgGraph' }
function Get-MgContext { 'the other Get-MgContext' }
