namespace PartnerSecurityScore;

/// <summary>The error when the response to a Graph request has no success status.</summary>
public sealed class GraphServiceException : ModuleException
{
    internal GraphServiceException(string? code, string message)
        : base(code, message, mayHaveBeenSent: true)
    {
    }
}
