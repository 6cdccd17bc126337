using System;
using System.Net;
using System.Text;

namespace PartnerSecurityScore;

/// <summary>The blocks of -Debug. None holds a token.</summary>
public static class DebugText
{
    public static string Begin(string command, string parameterSet) =>
        "[CmdletBeginProcessing]: - " + command + " begin processing with parameterSet '" + parameterSet + "'.";

    public static string Authentication(AuthContext context) =>
        "[Authentication]: - AuthType: '" + context.AuthType + "', TokenCredentialType: '" + context.TokenCredentialType
        + "', ContextScope: '" + context.ContextScope + "', AppName: '" + context.AppName + "'.";

    public static string Scopes(AuthContext context) =>
        "[Authentication]: - Scopes: [" + string.Join(", ", context.Scopes) + "].";

    /// <param name="exchange">One HTTP exchange.</param>
    /// <param name="body">The body that was sent.</param>
    public static string Request(HttpTry exchange, string body) => Block(
        "HTTP REQUEST",
        ("HTTP Method", exchange.Method),
        ("Absolute Uri", exchange.Url),
        ("Headers", HeaderText.Of(exchange.RequestHeaders)),
        ("Body", body));

    /// <param name="exchange">One HTTP exchange.</param>
    /// <param name="body">The body that came; empty for an answer that was not the last one.</param>
    public static string Response(HttpTry exchange, string body) => Block(
        "HTTP RESPONSE",
        ("Status Code", ((HttpStatusCode)exchange.StatusCode).ToString()),
        ("Headers", HeaderText.Of(exchange.ResponseHeaders)),
        ("Body", body));

    public static string End(string command) => "[CmdletEndProcessing]: - " + command + " end processing.";

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
