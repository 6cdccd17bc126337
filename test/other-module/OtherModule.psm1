# Stands for a sign-in module that was loaded first.
function Connect-MgGraph { 'the other Connect-MgGraph' }
function Get-MgContext { 'the other Get-MgContext' }
