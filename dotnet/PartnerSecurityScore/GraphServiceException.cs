namespace PartnerSecurityScore;

/// <summary>The error for a Microsoft Graph response with an error status.</summary>
public sealed class GraphServiceException : ModuleException
{
    internal GraphServiceException(string? code, string message)
        : base(code, message, mayHaveBeenSent: true)
    {
    }
}
