using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Proxies;
using PartnerSecurityScore.Sessions;

namespace PartnerSecurityScore.Requests;

/// <summary>Sends requests through the backend, with a session of this module.</summary>
/// <param name="command">The command. Stopping it cancels its request.</param>
/// <param name="session">The session that the runspace has when the pipeline record arrives.</param>
/// <param name="proxies">The sources of the request's proxy.</param>
internal sealed class BackendChannel(PSCmdlet command, GraphSession session, ProxySources proxies) : IRequestChannel
{
    private readonly RequestContext settings = SessionTable.RequestContext;
    private readonly string? tenantId = session.Context.TokenTenantId;
    private readonly int pipelineThread = Environment.CurrentManagedThreadId;

    public AuthContext Context => session.Context;

    public string GraphEndpoint => session.Environment.GraphEndpoint;

    public GraphResponse Send(RequestTarget target, IEnumerable<KeyValuePair<string, string>> headers, string? body, bool isTraced)
    {
        var call = session.Open(command, proxies).Call(Protocol.Send, writer =>
        {
            writer.Property("session", session.Id);
            writer.Property("tenantId", tenantId);
            target.Write(writer);
            HeaderLines.Write(writer, headers);
            writer.Property("body", body);
            WriteSettings(writer);
            proxies.Write(writer);
            if (isTraced)
            {
                writer.Name("trace");
                writer.Raw("true");
            }
        });
        var progress = new RetryProgress(command, call, pipelineThread);
        try
        {
            return ReadResponse(BackendHost.Wait(call.Completion, command, call.Cancel, progress.Update));
        }
        catch (InvalidDataException failure)
        {
            throw BackendException.Unreadable(failure, call.Outcome(mayHaveBeenSent: true), mayHaveBeenSent: true);
        }
        finally
        {
            progress.Complete();
        }
    }

    private void WriteSettings(JsonWriter writer)
    {
        Number("timeoutSeconds", settings.ClientTimeout.TotalSeconds);
        Number("maxRetries", settings.MaxRetry);
        Number("retryDelaySeconds", settings.RetryDelay);
        Number("retriesTimeLimitSeconds", settings.RetriesTimeLimit.TotalSeconds);

        void Number(string name, double value)
        {
            writer.Name(name);
            writer.Raw(NumberText.Of(value));
        }
    }

    private static GraphResponse ReadResponse(PropertyDictionary result) => new(
        StatusOf(result),
        ReasonOf(result),
        HeaderLines.Read(result, "headers"),
        MessageReader.Text(result, "body"))
    {
        Exchanges = result["exchanges"] is null ? [] : MessageReader.List<PropertyDictionary>(result, "exchanges").Select(ReadExchange).ToArray(),
        ShownSentBody = MessageReader.TextOrNull(result, "shownSentBody"),
        ShownBody = MessageReader.TextOrNull(result, "shownBody"),
        SentRequestId = MessageReader.Text(result, "clientRequestId"),
        Unreadable = MessageReader.TextOrNull(result, "unreadable"),
    };

    private static HttpExchange ReadExchange(PropertyDictionary exchange) => new(
        MessageReader.Text(exchange, "method"),
        MessageReader.Text(exchange, "url"),
        HeaderLines.Read(exchange, "requestHeaders"),
        StatusOf(exchange),
        HeaderLines.Read(exchange, "responseHeaders"));

    /// <summary>Reads the reason phrase. In a .NET message, it must not contain line breaks or null characters.</summary>
    private static string ReasonOf(PropertyDictionary answer)
    {
        var reason = MessageReader.Text(answer, "reasonPhrase");
        return reason.IndexOfAny(['\r', '\n', '\0']) < 0 ? reason : throw MessageReader.Wrong("reasonPhrase");
    }

    private static int StatusOf(PropertyDictionary answer) =>
        MessageReader.Whole(answer, "status") is >= 100 and <= 999 and var status ? status : throw MessageReader.Wrong("status");
}
