using System.Collections.Generic;
using System.Net;
using System.Text;
using PartnerSecurityScore.Answers;

namespace PartnerSecurityScore.Requests;

/// <summary>Formats the messages for -Debug, with *** in place of secrets.</summary>
internal static class DebugText
{
    internal static string Begin(string command, string parameterSet) =>
        "[CmdletBeginProcessing]: - " + command + " begin processing with parameterSet '" + parameterSet + "'.";

    internal static string Authentication(AuthContext context) =>
        "[Authentication]: - AuthType: '" + context.AuthType + "', TokenCredentialType: '" + context.TokenCredentialType
        + "', ContextScope: '" + context.ContextScope + "', AppName: '" + context.AppName + "'.";

    internal static string Scopes(AuthContext context) =>
        "[Authentication]: - Scopes: [" + string.Join(", ", context.Scopes) + "].";

    /// <param name="response">A traced answer.</param>
    /// <param name="sent">The content of the request.</param>
    /// <returns>Two blocks for each HTTP exchange. Only the body of the last answer is known.</returns>
    internal static IEnumerable<string> Exchanges(GraphResponse response, RequestContent sent)
    {
        for (var i = 0; i < response.Exchanges.Count; i++)
        {
            var isLast = i == response.Exchanges.Count - 1;
            yield return Request(response.Exchanges[i], response.ShownSentBody ?? sent.Json ?? string.Empty);
            yield return Response(response.Exchanges[i], isLast ? response.ShownBody ?? response.Body : string.Empty);
        }
    }

    internal static string End(string command) => "[CmdletEndProcessing]: - " + command + " end processing.";

    private static string Request(HttpExchange exchange, string body) => Block(
        "HTTP REQUEST",
        ("HTTP Method", exchange.Method),
        ("Absolute Uri", Redaction.Text(exchange.Url)),
        ("Headers", HeaderText.Of(exchange.RequestHeaders)),
        ("Body", Redaction.Text(body)));

    private static string Response(HttpExchange exchange, string body) => Block(
        "HTTP RESPONSE",
        ("Status Code", ((HttpStatusCode)exchange.StatusCode).ToString()),
        ("Headers", HeaderText.Of(exchange.ResponseHeaders)),
        ("Body", Redaction.Text(body)));

    private static string Block(string title, params (string Name, string Text)[] parts)
    {
        const string rule = "============================";
        var text = new StringBuilder().Append(rule).Append(' ').Append(title).Append(' ').Append(rule).AppendLine().AppendLine();
        foreach (var (name, content) in parts)
        {
            text.Append(name).Append(':').AppendLine().Append(content).AppendLine().AppendLine();
        }

        return text.ToString();
    }
}
