using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;

namespace AuthenticationStandIn;

public enum RequestMethod
{
    GET,
    POST,
    PUT,
    PATCH,
    DELETE,
}

public enum OutputType
{
    Json,
    HttpResponseMessage,
}

/// <summary>
/// Sends a request with the sign-in of the process. Unlike the original, it calls ShouldProcess and writes its token to
/// the debug and verbose streams, so that tests detect when the caller's preferences reach this command.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "MgGraphRequest", SupportsShouldProcess = true)]
[Alias("Invoke-GraphRequest", "Invoke-MgRestMethod")]
public sealed class InvokeMgGraphRequest : PSCmdlet, IDisposable
{
    private static readonly HttpClient Client = new(new HttpClientHandler { UseProxy = false });

    private readonly CancellationTokenSource stop = new();

    [Parameter(Position = 0)]
    public RequestMethod Method { get; set; }

    [Parameter(Mandatory = true, Position = 1)]
    public Uri Uri { get; set; } = new("/", UriKind.Relative);

    [Parameter]
    public object? Body { get; set; }

    [Parameter]
    public IDictionary Headers { get; set; } = new Hashtable();

    [Parameter]
    public string ContentType { get; set; } = "application/json";

    [Parameter]
    public string UserAgent { get; set; } = "StandIn/1";

    [Parameter]
    public OutputType OutputType { get; set; }

    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    [Parameter]
    public SwitchParameter SkipHeaderValidation { get; set; }

    /// <summary>If set, the answer is discarded instead of written to the output.</summary>
    [Parameter]
    public string? OutputFilePath { get; set; }

    public void Dispose() => stop.Dispose();

    protected override void StopProcessing() => stop.Cancel();

    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Uri.OriginalString))
        {
            return;
        }

        var session = SignIn.Current ?? throw new InvalidOperationException("Authentication needed.");
        var request = Message(session);
        WriteDebug("Authorization: " + request.Headers.Authorization);
        WriteVerbose("Authorization: " + request.Headers.Authorization);
        HttpResponseMessage response;
        try
        {
            response = Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token).GetAwaiter().GetResult();
            if (!SkipHttpErrorCheck)
            {
                response.EnsureSuccessStatusCode();
            }
        }
        catch (HttpRequestException failure)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "StandInFailed", ErrorCategory.ConnectionError, request));
            throw;
        }

        if (OutputFilePath is not null)
        {
            return;
        }

        if (OutputType == OutputType.HttpResponseMessage)
        {
            WriteObject(response);
        }
        else
        {
            WriteObject(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        }
    }

    private HttpRequestMessage Message(SignIn session)
    {
        var environment = GraphEnvironment.Known[session.Context.Environment];
        // On Unix, .NET parses a path as an absolute file URL.
        var namesHost = Uri.IsAbsoluteUri && !Uri.IsFile;
        var url = namesHost ? Uri : new Uri(new Uri(environment.GraphEndpoint), Uri.OriginalString);
        var request = new HttpRequestMessage(new HttpMethod(Method.ToString()), url);
        var bytes = Body switch
        {
            null => null,
            byte[] given => given,
            PSObject { BaseObject: byte[] given } => given,
            _ => Encoding.GetEncoding("iso-8859-1").GetBytes(Body.ToString()),
        };
        if (bytes is not null)
        {
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        foreach (DictionaryEntry header in Headers)
        {
            var name = header.Key.ToString();
            var value = header.Value.ToString();
            if (!SkipHeaderValidation)
            {
                request.Headers.Add(name, value);
            }
            else if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (!namesHost || GraphEnvironment.Known.Values.Any(known => known.IsBuiltIn && new Uri(known.GraphEndpoint).Authority == url.Authority))
        {
            // A URL with a host gets the token only if the host belongs to a built-in environment.
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        }

        request.Headers.TryAddWithoutValidation("client-request-id", Guid.NewGuid().ToString());
        return request;
    }
}
