using System.Globalization;
using System.Linq;

namespace PartnerSecurityScore;

/// <summary>An answer with an error status.</summary>
public sealed class GraphServiceException : ModuleException
{
    private readonly GraphErrorBody body;

    internal GraphServiceException(GraphResponse response)
        : this(response, GraphErrorBody.Of(response))
    {
    }

    private GraphServiceException(GraphResponse response, GraphErrorBody body)
        : base(body.Code, body.Message, response) => this.body = body;

    /// <summary>What the error record's id begins with; null where that is the command's own.</summary>
    internal string? ErrorId => body.ErrorId is { } id ? ForeignText.OneLine(id) : null;

    /// <summary>
    /// The service's own words in one line, and the facts. In a script PowerShell shows line breaks as blanks, so nothing
    /// here depends on them.
    /// </summary>
    internal string Details => string.Join(
        "\n",
        new[]
        {
            ForeignText.OneLine(body.Words),
            "Status: " + ((int)StatusCode!.Value).ToString(CultureInfo.InvariantCulture) + " (" + StatusCode + ")",
            Fact("ErrorCode", Code),
            Fact("Date", body.Date),
            Fact("request-id", RequestId),
            Fact("client-request-id", ClientRequestId),
        }.Where(line => line is not null));

    private static string? Fact(string name, string? value) => value is null or "" ? null : name + ": " + ForeignText.OneLine(value);
}
