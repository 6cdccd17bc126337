namespace PartnerSecurityScore;

/// <summary>The error for a response to a Graph request that has no success status.</summary>
public sealed class GraphServiceException : ModuleException
{
    internal GraphServiceException(string? code, string message)
        : base(code, message, mayHaveBeenSent: true)
    {
    }
}
