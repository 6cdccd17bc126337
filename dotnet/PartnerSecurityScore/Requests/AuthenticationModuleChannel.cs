using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text;
using PartnerSecurityScore.Answers;
using PartnerSecurityScore.Coexistence;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// Sends requests through Invoke-MgGraphRequest, with the session of Microsoft.Graph.Authentication. That session belongs to
/// the process and can change at any time. A request is not sent if the session has changed since it was selected for the
/// record. If the session changes after this check, a warning is written.
/// </summary>
internal sealed class AuthenticationModuleChannel : IRequestChannel
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly PSCmdlet command;
    private readonly AuthenticationModule module;
    private readonly int pipelineThread = Environment.CurrentManagedThreadId;

    /// <param name="context">The identity that is signed in to Microsoft.Graph.Authentication.</param>
    private AuthenticationModuleChannel(PSCmdlet command, AuthenticationModule module, AuthContext context)
    {
        this.command = command;
        this.module = module;
        Context = context;
        GraphEndpoint = module.GraphEndpointOf(context.Environment);
    }

    /// <summary>
    /// Returns a channel for the sign-in, reusing that of the previous record if the sign-in is the same.
    /// </summary>
    /// <param name="context">The identity that is signed in to Microsoft.Graph.Authentication.</param>
    /// <param name="before">The channel of the command's previous record; <c>null</c> if there is none.</param>
    internal static AuthenticationModuleChannel For(PSCmdlet command, AuthenticationModule module, AuthContext context, IRequestChannel? before) =>
        before is AuthenticationModuleChannel known && known.Context.IsSameSignInAs(context) ? known : new(command, module, context);

    public AuthContext Context { get; }

    public string GraphEndpoint { get; }

    public GraphResponse Send(RequestTarget target, IEnumerable<KeyValuePair<string, string>> headers, string? body, bool isTraced)
    {
        RequireThread();
        var request = PreparedRequest.Ask(command, GraphEndpoint, target, headers);
        var parameters = ParametersOf(request, PathOf(request.Url), body);
        RequireSameSignIn();
        using var answer = MessageIn(module.Request(parameters));
        var response = AnswerMessage.Read(answer, command);
        response.SentRequestId = AnswerMessage.SentRequestId(answer);
        if (isTraced)
        {
            response.Exchanges = new[] { AnswerMessage.Exchange(answer, response, request) };
        }

        WarnOfOtherSignIn();
        return response;
    }

    private static Hashtable ParametersOf(PreparedRequest request, string path, string? body)
    {
        var parameters = new Hashtable
        {
            ["Method"] = request.Method,
            ["Uri"] = path,
            ["OutputType"] = "HttpResponseMessage",
            ["SkipHttpErrorCheck"] = true,
        };
        var lines = Joined(request.Headers);
        if (lines.TryGetValue("User-Agent", out var userAgent))
        {
            parameters["UserAgent"] = userAgent;
            lines.Remove("User-Agent");
        }

        parameters["Headers"] = new Hashtable(lines, StringComparer.OrdinalIgnoreCase);
        if (AuthenticationModule.CanRequest("SkipHeaderValidation"))
        {
            // The backend has validated the headers. .NET would reject or reorder values that Graph accepts.
            parameters["SkipHeaderValidation"] = true;
        }

        if (body is not null)
        {
            // Bytes are sent unchanged. Text would be encoded in ISO-8859-1.
            parameters["Body"] = StrictUtf8.GetBytes(body);
            parameters["ContentType"] = "application/json";
        }

        return parameters;
    }

    /// <returns>
    /// The headers with one joined value per name, in the spelling that came first. The separator for Cookie is a semicolon.
    /// </returns>
    private static Dictionary<string, string> Joined(IEnumerable<KeyValuePair<string, string>> headers) => headers
        .GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(
            group => group.Key,
            group => string.Join(group.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ", ", group.Select(header => header.Value)),
            StringComparer.OrdinalIgnoreCase);

    private static HttpResponseMessage MessageIn(IReadOnlyList<PSObject> written)
    {
        var items = written.Select(item => item.BaseObject).ToList();
        return items.OfType<HttpResponseMessage>().FirstOrDefault()
            ?? throw (items.OfType<ErrorRecord>().FirstOrDefault() is { } error
                ? RequestFailure.Of(error.Exception)
                : new ModuleException("OtherModuleFailed", "Invoke-MgGraphRequest of " + AuthenticationModule.Name + " returned no response. " + ModuleException.Doubt, mayHaveBeenSent: true));
    }

    /// <summary>
    /// Throws if the caller is not on the pipeline thread. A step can continue on another thread, but PowerShell runs a
    /// runspace's commands on one thread only.
    /// </summary>
    private void RequireThread()
    {
        if (Environment.CurrentManagedThreadId != pipelineThread)
        {
            throw new ModuleException(
                "InvalidStep",
                "An HTTP pipeline step tried to send the request from another thread. With the session of " + AuthenticationModule.Name
                    + ", a step must send requests from the thread on which it was called. Nothing was sent. Correct the step, or sign in with "
                    + SessionChoice.SignInCommand + ".");
        }
    }

    /// <summary>
    /// Returns the path and query of the URL as a relative URL. Microsoft.Graph.Authentication sends its token only to hosts that
    /// it knows and with relative URLs, which it resolves against the endpoint of its environment.
    /// </summary>
    /// <exception cref="InvalidArgumentException">.NET would change the number of segments in the path.</exception>
    /// <exception cref="ModuleException">
    /// A step has set a URL that is relative or has an origin other than that of Graph, or the path starts with two slashes.
    /// </exception>
    private string PathOf(string url)
    {
        var origin = new Uri(GraphEndpoint, UriKind.Absolute).GetLeftPart(UriPartial.Authority);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.GetLeftPart(UriPartial.Authority) != origin)
        {
            throw Unsendable("An HTTP pipeline step set a URL that does not begin with " + origin + "/", "Correct the step, or sign in with ");
        }

        if (PartsOf(url) != PartsOf(target.AbsoluteUri))
        {
            var isSlash = HasEncodedSlash(url);
            throw new InvalidArgumentException(
                "InvalidId",
                AuthenticationModule.Name + " does not preserve " + (isSlash ? "encoded slashes or backslashes (%2F, %5C)" : "'.' or '..'")
                    + " in the path of a URL: it would send the request to " + Redaction.Text(target.AbsoluteUri) + " instead of "
                    + Redaction.Text(url) + ". Nothing was sent. Correct the " + (isSlash ? "id or the " : string.Empty) + "HTTP pipeline step, or sign in with "
                    + SessionChoice.SignInCommand + ".");
        }

        var path = target.PathAndQuery;
        return path.StartsWith("//", StringComparison.Ordinal)
            ? throw Unsendable(
                "The URL from an HTTP pipeline step or from the link to the next page has two slashes at the beginning of its path",
                "If a step set the URL, correct the step. Otherwise, sign in with ")
            : path;
    }

    /// <param name="remedy">The beginning of the sentence or sentences that end with the command to sign in.</param>
    private static ModuleException Unsendable(string problem, string remedy) =>
        new(
            "InvalidStep",
            problem + ". " + AuthenticationModule.Name + " cannot send such a request. Nothing was sent. " + remedy + SessionChoice.SignInCommand + ".");

    /// <summary>Determines whether the path of the URL contains an encoded slash or backslash.</summary>
    private static bool HasEncodedSlash(string url)
    {
        var path = url.Split('?', '#')[0];
        return path.IndexOf("%2F", StringComparison.OrdinalIgnoreCase) >= 0 || path.IndexOf("%5C", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>
    /// Returns the number of slash-separated parts of the URL, including its scheme and host. Microsoft.Graph.Authentication passes
    /// the URL to .NET, and .NET Framework decodes %2F to a slash. An id could then address another resource.
    /// </summary>
    private static int PartsOf(string url) => url.Split('?', '#')[0].TrimEnd('/').Split('/').Length;

    private void RequireSameSignIn()
    {
        var now = module.Context();
        if (!Context.IsSameSignInAs(now))
        {
            throw new ModuleException(
                "SignInChanged",
                "The sign-in of " + AuthenticationModule.Name + " changed while this command was running (was: " + Context.Description
                    + "; now: " + Changed(now) + "). This request was not sent. "
                    + (now is null ? "Sign in, and run the command again."
                        : "Later records in the pipeline use the new sign-in. If it is the wrong one, stop the command and sign in again. Otherwise, send this record again."));
        }
    }

    /// <summary>
    /// Warns if the sign-in of Microsoft.Graph.Authentication has changed since it was checked, for example in another runspace.
    /// The request has already been sent at this point.
    /// </summary>
    private void WarnOfOtherSignIn()
    {
        var now = Result<AuthContext>.Of(module.Context).Value;
        if (!Context.IsSameSignInAs(now))
        {
            command.WriteWarning(
                "The sign-in of " + AuthenticationModule.Name + " changed during the request. The request may have been sent "
                    + (now is null ? "with the earlier sign-in or without a sign-in" : "as " + Context.Description + " or as " + Changed(now)) + ".");
        }
    }

    /// <summary>Describes a changed sign-in. If both sign-ins have the same description, names the difference.</summary>
    private string Changed(AuthContext? now) => now is null ? "signed out"
        : now.Description != Context.Description ? now.Description
        : now.Description + ", with another "
            + (now.Account != Context.Account ? "account"
                : now.ClientId != Context.ClientId ? "application"
                : now.Environment != Context.Environment ? "environment"
                : "authentication type");
}
