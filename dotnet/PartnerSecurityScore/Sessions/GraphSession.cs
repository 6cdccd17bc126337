using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using PartnerSecurityScore.Backend;
using PartnerSecurityScore.Credentials;
using PartnerSecurityScore.Json;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Proxies;

namespace PartnerSecurityScore.Sessions;

/// <summary>
/// A sign-in. The backend stores it under its id. After a restart of the backend, the session is opened again.
/// </summary>
internal sealed class GraphSession
{
    private const int StopPollMilliseconds = 20;

    private readonly object gate = new();
    private readonly SessionCredential credential;
    private volatile BackendConnection? openedOn;
    private volatile bool isClosed;
    private volatile bool isKept;

    internal GraphSession(GraphEnvironment environment, SessionCredential credential)
    {
        Environment = environment;
        this.credential = credential;
    }

    public GraphEnvironment Environment { get; }

    public AuthContext Context { get; private set; } = new();

    /// <summary>
    /// The reason why the kept sign-in might still exist after the session was closed; <c>null</c> if it was deleted or never
    /// existed.
    /// </summary>
    public string? NotForgotten { get; private set; }

    /// <summary>
    /// The reason why the sign-in was not kept for later processes, although the user requested this; <c>null</c> if there is
    /// none.
    /// </summary>
    public string? NotKept { get; private set; }

    /// <summary>A sentence that describes where and how the session signs in.</summary>
    internal string Plan => "Signing in with " + credential.TokenCredentialType
        + (credential.TenantId is null ? string.Empty : " at " + Environment.AzureADEndpoint + "/" + credential.TenantId)
        + ", for " + Environment.GraphEndpoint + " (environment " + Environment.Name + ").";

    /// <summary>Details of the latest sign-in as sentences: the token's expiry, the correlation id and the proxy.</summary>
    internal string Proof { get; private set; } = string.Empty;

    internal string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Opens the session in the backend, unless it is already open there.</summary>
    /// <param name="proxies">The sources of the proxy for the sign-in service.</param>
    /// <exception cref="BackendException">
    /// The session was closed, the sign-in failed or returned another identity than before, or the backend cannot be started.
    /// </exception>
    /// <exception cref="PipelineStoppedException">The command was stopped.</exception>
    internal BackendConnection Open(PSCmdlet command, ProxySources proxies)
    {
        var backend = BackendHost.Connect(command);
        if (ReferenceEquals(openedOn, backend) && !isClosed)
        {
            return backend;
        }

        Enter(command);
        try
        {
            if (isClosed)
            {
                throw new BackendException(BackendException.Names.SessionNotFound, "The session was signed out while the command was running. Nothing was sent. Sign in again with Connect-MgGraph.");
            }

            if (!ReferenceEquals(openedOn, backend))
            {
                OpenOn(backend, command, proxies);
            }
        }
        finally
        {
            Monitor.Exit(gate);
            if (isClosed)
            {
                Close(command);
            }
        }

        return backend;
    }

    /// <summary>
    /// Makes the backend discard the session and its tokens, and deletes the kept sign-in, if any. Requests in progress continue.
    /// If another command is opening the session, this method does not wait for that command, which closes the session
    /// afterwards. Otherwise, this method disposes the credential.
    /// </summary>
    /// <exception cref="PipelineStoppedException">
    /// The command was stopped while the kept sign-in was being deleted.
    /// </exception>
    internal void Close(PSCmdlet command)
    {
        isClosed = true;
        if (isKept)
        {
            Forget(command);
        }
        else
        {
            BackendHost.CloseSession(Id);
        }

        if (Monitor.TryEnter(gate))
        {
            try
            {
                (credential as IDisposable)?.Dispose();
            }
            finally
            {
                Monitor.Exit(gate);
            }
        }
    }

    /// <exception cref="InvalidOperationException">The session was signed out, or its credential has no key.</exception>
    internal byte[] Sign(string algorithm, byte[] data) => isClosed
        ? throw new InvalidOperationException("the session was signed out")
        : credential.Sign(algorithm, data);

    private void OpenOn(BackendConnection backend, PSCmdlet command, ProxySources proxies)
    {
        var isFirst = openedOn is null;
        if (isFirst && credential.NeedsBrowser)
        {
            UserPresence.Require(command);
        }

        var opening = backend.Call(Protocol.OpenSession, writer =>
        {
            WriteParams(writer, isFirst);
            proxies.Write(writer);
        });
        try
        {
            var result = BackendHost.Wait(opening.Completion, command, opening.Cancel, ShowPrompts);
            var context = ReadContext(result, command);
            if (!isFirst && !context.IsOfSame(Context))
            {
                BackendHost.CloseSession(Id);
                throw new BackendException(
                    BackendException.Names.SessionMismatch,
                    "The module's backend was restarted, and the session's credential now signs in as another identity ("
                        + context.Description + " instead of " + Context.Description
                        + "). Nothing was sent to Graph. Sign in again with Connect-MgGraph.");
            }

            Context = context;
            NotKept = MessageReader.TextOrNull(result, "notKept");
            Proof = ReadProof(result);
            isKept = isKept || (credential.IsKept && NotKept is null);
            openedOn = backend;
        }
        catch (InvalidDataException failure)
        {
            throw BackendException.Unreadable(failure, opening.NothingSent, mayHaveBeenSent: false);
        }
        finally
        {
            if (!command.Stopping)
            {
                ShowPrompts();
            }
        }

        void ShowPrompts()
        {
            while (opening.Prompts.TryDequeue(out var prompt))
            {
                try
                {
                    SignInPrompt.From(prompt).Show(command);
                }
                catch
                {
                    opening.Cancel();
                    throw;
                }
            }
        }
    }

    /// <summary>
    /// Closes the session in the backend and deletes its kept sign-in. If that fails, <see cref="NotForgotten"/> contains the
    /// reason. The request contains the full key of the kept sign-in, because a restarted backend does not know the session.
    /// </summary>
    private void Forget(PSCmdlet command)
    {
        try
        {
            var closing = BackendHost.Connect(command).Call(Protocol.CloseSession, writer =>
            {
                writer.Property("session", Id);
                writer.Name("forget");
                writer.BeginObject();
                writer.Property("azureADEndpoint", Environment.AzureADEndpoint);
                credential.WriteKey(writer);
                writer.EndObject();
            });
            NotForgotten = BackendHost.Wait(closing.Completion, command, null)["notForgotten"] as string;
        }
        catch (BackendException failure)
        {
            // The message of a failed start recommends running the command again, but the runspace is already signed out.
            NotForgotten = ForeignText.Clause(failure.FailedStart?.Sentence ?? failure.Message);
        }
    }

    /// <summary>
    /// Acquires the lock. Another command can hold it while it opens the session, which takes as long as a sign-in.
    /// </summary>
    /// <exception cref="PipelineStoppedException">The command was stopped while it waited for the lock.</exception>
    private void Enter(PSCmdlet command)
    {
        while (!Monitor.TryEnter(gate, StopPollMilliseconds))
        {
            if (command.Stopping)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private void WriteParams(JsonWriter writer, bool isFirst)
    {
        writer.Property("session", Id);
        writer.Name("environment");
        writer.BeginObject();
        writer.Property("name", Environment.Name);
        writer.Property("graphEndpoint", Environment.GraphEndpoint);
        if (Environment.AzureADEndpoint is string azureADEndpoint && azureADEndpoint.StartsWith("https://", StringComparison.Ordinal))
        {
            writer.Property("azureADEndpoint", azureADEndpoint);
        }

        writer.EndObject();
        writer.Name("credential");
        writer.BeginObject();
        credential.Write(writer, isFirst);
        writer.EndObject();
    }

    private static string ReadProof(PropertyDictionary result)
    {
        var expiry = MessageReader.TextOrNull(result, "expiresOn");
        var correlationId = MessageReader.TextOrNull(result, "correlationId");
        var proxy = MessageReader.TextOrNull(result, "proxy");
        return (expiry is null ? "The token does not state when it expires." : "The token expires at " + expiry + ".")
            + (correlationId is null ? string.Empty : " Correlation id " + correlationId + ".")
            + (proxy is null ? " The sign-in used no proxy." : " The sign-in went through the proxy " + proxy + ".");
    }

    private AuthContext ReadContext(PropertyDictionary result, PSCmdlet command)
    {
        var context = new AuthContext
        {
            AuthType = credential.AuthType,
            TokenCredentialType = credential.TokenCredentialType,
            ClientId = MessageReader.TextOrNull(result, "clientId"),
            TenantId = MessageReader.TextOrNull(result, "tenantId"),
            TokenTenantId = MessageReader.TextOrNull(result, "tenantId"),
            Account = MessageReader.TextOrNull(result, "account"),
            AppName = MessageReader.TextOrNull(result, "appName"),
            Scopes = MessageReader.List<string>(result, "scopes"),
            PSHostVersion = command.Host.Version,
            Environment = Environment.Name,
        };
        credential.Describe(context);
        if (result["notKept"] is string)
        {
            context.ContextScope = "Process";
        }

        return context;
    }
}
