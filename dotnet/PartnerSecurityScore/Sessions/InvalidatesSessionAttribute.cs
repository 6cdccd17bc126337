using System.Management.Automation;

namespace PartnerSecurityScore.Sessions;

/// <summary>
/// Signs the runspace out as soon as a parameter of Connect-MgGraph is bound, before its value is converted or checked.
/// Parameters that don't fit end a command, but not the script, whose next command would write to the tenant before.
/// </summary>
public sealed class InvalidatesSessionAttribute : ArgumentTransformationAttribute
{
    /// <returns>The value as it is.</returns>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        SessionTable.SignOut();
        return inputData;
    }

    public override bool TransformNullOptionalParameters => true;
}
