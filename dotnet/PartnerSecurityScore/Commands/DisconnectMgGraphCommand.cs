using System;
using System.Management.Automation;
using PartnerSecurityScore.Requests;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>
/// Signs the runspace out and deletes the kept sign-in of its session. If other runspaces share the session, it ends
/// for them, too.
/// </summary>
[Cmdlet(VerbsCommunications.Disconnect, "MgGraph")]
[Alias("Disconnect-Graph")]
[OutputType(typeof(AuthContext))]
public sealed class DisconnectMgGraphCommand : PSCmdlet
{
    /// <summary>Has no effect, because this module never signs in through the Windows authentication broker.</summary>
    [Parameter]
    public SwitchParameter SignOutFromBroker { get; set; }

    protected override void ProcessRecord()
    {
        GraphSession? session = null;
        try
        {
            session = SessionTable.Disconnect(this);
        }
        catch (Exception failure) when (failure is not PipelineStoppedException)
        {
            ThrowTerminatingError(ErrorRecords.OfCommand(failure, ErrorCategory.AuthenticationError));
        }

        if (session is null)
        {
            // As in the original, the error ID is only the class name.
            WriteError(new ErrorRecord(new InvalidArgumentException("NotConnected", "No application to sign out from."), string.Empty, ErrorCategory.CloseError, null));
            return;
        }

        if (session.NotForgotten is not null)
        {
            WriteWarning(
                "This PowerShell session is signed out, but the sign-in that was saved for later PowerShell sessions may still exist: " + session.NotForgotten
                    + ". To delete the sign-in yourself, remove the entries whose names begin with PartnerSecurityScore from the system's secret store.");
        }

        WriteObject(session.Context);
    }
}
