using System;
using System.Management.Automation;

namespace PartnerSecurityScore;

/// <summary>The error record of a command that could not do what it was asked to, with the message of the cause.</summary>
internal static class CommandError
{
    /// <param name="category">Of what is no invalid operation.</param>
    internal static ErrorRecord Of(Exception failure, ErrorCategory category)
    {
        var backend = failure as BackendException;
        return new ErrorRecord(
            backend?.ForScripts ?? failure,
            backend?.Code ?? failure.GetType().Name,
            failure is InvalidOperationException ? ErrorCategory.InvalidOperation : category,
            null);
    }
}
