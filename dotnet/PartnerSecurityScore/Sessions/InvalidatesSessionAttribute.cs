using System.Management.Automation;

namespace PartnerSecurityScore.Sessions;

/// <summary>
/// Signs the runspace out as soon as a parameter of Connect-MgGraph is bound, before its value is converted or validated. A
/// binding error ends the command but not the script. Without the sign-out, the next command would write to the previous
/// tenant.
/// </summary>
public sealed class InvalidatesSessionAttribute : ArgumentTransformationAttribute
{
    /// <returns>The unchanged value.</returns>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        SessionTable.SignOut();
        return inputData;
    }

    public override bool TransformNullOptionalParameters => true;
}
