using System;
using System.Management.Automation;
using PartnerSecurityScore.Requests;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore;

/// <summary>Ends the session that this runspace uses.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MgGraph")]
[Alias("Disconnect-Graph")]
[OutputType(typeof(AuthContext))]
public sealed class DisconnectMgGraphCommand : PSCmdlet
{
    /// <summary>Makes no difference: this module never signs in through the broker of Windows.</summary>
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
            // As in the original, the id is the name of the class alone.
            WriteError(new ErrorRecord(new InvalidArgumentException("NotConnected", "No application to sign out from."), string.Empty, ErrorCategory.CloseError, null));
            return;
        }

        if (session.NotForgotten is not null)
        {
            WriteWarning(
                "This process is signed out, but the sign-in that was saved for later processes may still exist: " + session.NotForgotten + ".");
        }

        WriteObject(session.Context);
    }
}
