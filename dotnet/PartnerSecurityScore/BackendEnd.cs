namespace PartnerSecurityScore;

/// <summary>The end of a backend's process.</summary>
/// <param name="reason">The reason, as a clause without a full stop.</param>
/// <param name="isUnexpected">Whether the module did not stop the process.</param>
internal sealed class BackendEnd(string reason, bool isUnexpected = false)
{
    internal string Reason { get; } = reason;

    /// <summary>The end as a sentence.</summary>
    internal string Sentence => "The module's backend process ended " + (isUnexpected ? "unexpectedly " : string.Empty) + "(" + Reason + ").";
}
