using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using Microsoft.Graph.Beta.PowerShell.Runtime;

namespace PartnerSecurityScore;

/// <summary>
/// How a command sends requests: with the session that its runspace had when the command began, whatever happens to
/// that runspace's sign-in meanwhile.
/// </summary>
public sealed class GraphRequest
{
    private readonly PSCmdlet command;
    private readonly ProxySettings? proxy;
    private readonly StepPipeline steps;
    private readonly RequestContext context;
    private readonly string? tenantId;
    private readonly int pipelineThread = Environment.CurrentManagedThreadId;

    /// <param name="command">The command, which has the parameters of its HTTP request; stopping it stops the request.</param>
    /// <param name="parameters">The command's bound parameters.</param>
    /// <exception cref="ArgumentException">The proxy can't be used.</exception>
    public GraphRequest(PSCmdlet command, IDictionary<string, object> parameters)
    {
        this.command = command;
        proxy = ProxySettings.From(
            Value<Uri>(parameters, "Proxy"),
            Value<PSCredential>(parameters, "ProxyCredential"),
            LanguagePrimitives.IsTrue(Value<object>(parameters, "ProxyUseDefaultCredentials")));
        steps = new StepPipeline(
            Value<SendAsyncStep[]>(parameters, "HttpPipelinePrepend"), Value<SendAsyncStep[]>(parameters, "HttpPipelineAppend"));
        Session = SessionTable.Current;
        tenantId = Session?.Context.TokenTenantId;
        context = SessionTable.RequestContext;
    }

    /// <summary>Makes answers tell of each HTTP exchange, for -Debug.</summary>
    public bool IsTraced { get; set; }

    /// <summary>Null where the runspace was not signed in.</summary>
    public GraphSession? Session { get; }

    /// <param name="method">An HTTP method.</param>
    /// <param name="path">The path below the environment's Graph endpoint.</param>
    /// <param name="content">What to send.</param>
    /// <returns>The answer, whatever its status, or why there is none.</returns>
    /// <exception cref="PipelineStoppedException">The command was stopped; the request is aborted.</exception>
    public Attempt<GraphResponse> Send(string method, string path, RequestContent content) => Attempt<GraphResponse>.Of(() =>
    {
        var session = Session ?? throw new InvalidOperationException("Authentication needed. Please call Connect-MgGraph.");
        var url = session.Environment.GraphEndpoint + path;
        return steps.IsEmpty
            ? SendTo(method, url, content.Headers, content.Json)
            : SendThroughSteps(method, url, content);
    });

    private GraphResponse SendThroughSteps(string method, string url, RequestContent content)
    {
        using var first = HttpMessages.ToMessage(method, url, content.Headers, content.Json);
        GraphResponse? last = null;
        using var answer = steps.Send(
            first,
            message =>
            {
                last = SendMessage(message);
                return HttpMessages.ToMessage(last, message);
            },
            command);
        return HttpMessages.FromMessage(answer, last);
    }

    private static T? Value<T>(IDictionary<string, object> parameters, string name)
        where T : class =>
        parameters.TryGetValue(name, out var value) ? (T?)value : null;

    private GraphResponse SendMessage(HttpRequestMessage message) => SendTo(
        message.Method.Method,
        message.RequestUri?.AbsoluteUri ?? throw new InvalidOperationException("A step of the HTTP pipeline took the request's URL away."),
        HttpMessages.HeadersOf(message),
        message.Content is null ? null : HttpMessages.TextOf(message.Content));

    private GraphResponse SendTo(string method, string url, IEnumerable<KeyValuePair<string, string>> headers, string? body)
    {
        var session = Session!;
        var call = session.Open(command).Call(Protocol.Send, writer =>
        {
            writer.Property("session", session.Id);
            writer.Property("tenantId", tenantId);
            writer.Property("method", method);
            writer.Property("url", url);
            WriteHeaders(writer, headers);
            writer.Property("body", body);
            context.Write(writer);
            proxy?.Write(writer);
            if (IsTraced)
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
        finally
        {
            progress.Complete();
        }
    }

    private static void WriteHeaders(JsonWriter writer, IEnumerable<KeyValuePair<string, string>> headers)
    {
        writer.Name("headers");
        writer.BeginArray();
        foreach (var header in headers)
        {
            writer.BeginArray();
            writer.String(header.Key);
            writer.String(header.Value);
            writer.EndArray();
        }

        writer.EndArray();
    }

    private static GraphResponse ReadResponse(PropertyDictionary result) => new(
        StatusOf(result),
        (string)result["reasonPhrase"]!,
        HeadersOf(result["headers"]),
        (string)result["body"]!)
    {
        Tries = result["tries"] is object[] tries ? tries.Cast<PropertyDictionary>().Select(ReadTry).ToArray() : [],
    };

    private static HttpTry ReadTry(PropertyDictionary exchange) => new(
        (string)exchange["method"]!,
        (string)exchange["url"]!,
        HeadersOf(exchange["requestHeaders"]),
        StatusOf(exchange),
        HeadersOf(exchange["responseHeaders"]));

    private static int StatusOf(PropertyDictionary answer) => Convert.ToInt32(answer["status"], CultureInfo.InvariantCulture);

    private static List<KeyValuePair<string, string>> HeadersOf(object? pairs) => ((object[])pairs!).Cast<object[]>()
        .Select(pair => new KeyValuePair<string, string>((string)pair[0], (string)pair[1]))
        .ToList();
}
