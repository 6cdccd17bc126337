using System;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;
using System.Security;

namespace PartnerSecurityScore;

/// <summary>One sign-in. The backend holds it under its id; a backend that is started anew is told of it again.</summary>
public sealed class GraphSession
{
    private readonly object gate = new();
    private readonly SecureString accessToken;
    private BackendConnection? openedOn;
    private bool isClosed;

    internal GraphSession(GraphEnvironment environment, SecureString accessToken, double clientTimeout)
    {
        ClientTimeout = clientTimeout;
        Environment = environment;
        this.accessToken = accessToken.Copy();
        this.accessToken.MakeReadOnly();
    }

    public GraphEnvironment Environment { get; }

    /// <summary>Seconds for each answer.</summary>
    public double ClientTimeout { get; }

    public AuthContext Context { get; private set; } = new();

    internal string Id { get; } = Guid.NewGuid().ToString("N");

    /// <exception cref="BackendException">It was closed, the backend refuses the token, or can't be started.</exception>
    internal BackendConnection Open(PSCmdlet command)
    {
        var backend = BackendHost.Connect(command);
        lock (gate)
        {
            if (isClosed)
            {
                throw new BackendException("SessionNotFound", "The session was signed out meanwhile. Nothing was sent. Sign in again with Connect-MgGraph.");
            }

            if (!ReferenceEquals(openedOn, backend))
            {
                var opening = backend.Call(Protocol.OpenSession, WriteParams);
                Context = ReadContext(BackendHost.Wait(opening.Completion, command, opening.Cancel), command);
                openedOn = backend;
            }
        }

        return backend;
    }

    /// <summary>Makes the backend forget the session and its token; requests under way go on.</summary>
    internal void Close()
    {
        lock (gate)
        {
            isClosed = true;
            accessToken.Dispose();
            BackendHost.CloseSession(Id);
        }
    }

    private static string PlainText(SecureString secret)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(pointer, secret.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    private void WriteParams(JsonWriter writer)
    {
        writer.Property("session", Id);
        writer.Name("environment");
        writer.BeginObject();
        writer.Property("name", Environment.Name);
        writer.Property("graphEndpoint", Environment.GraphEndpoint);
        if (Environment.AzureADEndpoint is string azureADEndpoint)
        {
            writer.Property("azureADEndpoint", azureADEndpoint);
        }

        writer.EndObject();
        writer.Name("credential");
        writer.BeginObject();
        writer.Property("type", "accessToken");
        writer.Property("accessToken", PlainText(accessToken));
        writer.EndObject();
    }

    private AuthContext ReadContext(PropertyDictionary result, PSCmdlet command) => new()
    {
        AuthType = result["authType"] as string ?? string.Empty,
        TokenCredentialType = result["tokenCredentialType"] as string ?? string.Empty,
        ClientId = result["clientId"] as string,
        TenantId = result["tenantId"] as string,
        Account = result["account"] as string,
        AppName = result["appName"] as string,
        Scopes = result["scopes"] is object[] scopes ? scopes.OfType<string>().ToArray() : [],
        PSHostVersion = command.Host.Version,
        Environment = Environment.Name,
    };
}
