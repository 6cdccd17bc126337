using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using PartnerSecurityScore.Credentials;

namespace PartnerSecurityScore.Sessions;

/// <summary>The parameters of a Connect-MgGraph call.</summary>
internal sealed class SignInParameters
{
    private readonly string parameterSet;
    private readonly IDictionary<string, object> bound;
    private readonly PathIntrinsics paths;

    /// <param name="paths">Resolves file paths relative to the current location of the runspace.</param>
    internal SignInParameters(string parameterSet, IDictionary<string, object> bound, PathIntrinsics paths)
    {
        this.parameterSet = parameterSet;
        this.bound = bound;
        this.paths = paths;
    }

    /// <summary>The time limit for each answer, in seconds; <c>null</c> if it was not given.</summary>
    internal double? ClientTimeout => bound.TryGetValue("ClientTimeout", out var value) ? (double)value : null;

    private bool UsesVariables => parameterSet == "EnvironmentVariableParameterSet";

    /// <exception cref="ArgumentException">
    /// The environment lacks the sign-in service that the parameter set requires, or AZURE_AUTHORITY_HOST is not an allowed URL.
    /// </exception>
    /// <exception cref="InvalidOperationException">The environment does not exist.</exception>
    internal GraphEnvironment Environment()
    {
        var environment = EnvironmentTable.Get(bound.ContainsKey("Environment") ? Text("Environment") ?? string.Empty : "Global");
        if (UsesVariables)
        {
            environment = EnvironmentCredential.Adapt(environment);
        }

        if (parameterSet is not ("AccessTokenParameterSet" or "IdentityParameterSet"))
        {
            RequireSignIn(environment);
        }

        return environment;
    }

    /// <exception cref="ArgumentException">A parameter or an environment variable is missing or invalid.</exception>
    internal SessionCredential Credential() => parameterSet switch
    {
        "AccessTokenParameterSet" => AccessToken(Value<SecureString>("AccessToken")),
        "AppCertificateParameterSet" => Certificate(),
        "AppSecretCredentialParameterSet" => ClientSecret(Value<PSCredential>("ClientSecretCredential")),
        "IdentityParameterSet" => Switch("Identity", () => new ManagedIdentityCredential(Text("ClientId"), paths)),
        "EnvironmentVariableParameterSet" => Switch("EnvironmentVariable", () => EnvironmentCredential.Read(paths)),
        _ => new UserCredential(
            Text("ClientId"),
            Text("TenantId"),
            Value<string[]>("Scopes"),
            LanguagePrimitives.IsTrue(Value<object>("UseDeviceCode")),
            string.Equals(Text("ContextScope"), "CurrentUser", StringComparison.OrdinalIgnoreCase))
        {
            LoginHint = Text("LoginHint"),
        },
    };

    private void RequireSignIn(GraphEnvironment environment)
    {
        if (environment.AzureADEndpoint is null || !environment.AzureADEndpoint.StartsWith("https://", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                "This sign-in requires a sign-in service with an https URL. Nothing was sent. "
                    + (UsesVariables ? "If AZURE_AUTHORITY_HOST is set, correct that variable. Otherwise, specify" : "Specify")
                    + " the URL for the environment '" + environment.Name + "' with Set-MgEnvironment -AzureADEndpoint.");
        }
    }

    private static AccessTokenCredential AccessToken(SecureString? accessToken) => accessToken is null || accessToken.Length == 0
        ? throw new ArgumentException("-AccessToken is empty. Nothing was sent. Specify an access token for Microsoft Graph.")
        : new AccessTokenCredential(accessToken);

    private ClientSecretCredential ClientSecret(PSCredential? credential) => credential is null
        ? throw new ArgumentException(
            "-ClientSecretCredential is empty. Nothing was sent. Specify the application ID as the user name and the client secret as the password.")
        : new ClientSecretCredential(
            new Application(Text("TenantId"), "-TenantId", credential.UserName, "The user name of -ClientSecretCredential"), credential.Password);

    private CertificateCredential Certificate()
    {
        var application = new Application(Text("TenantId"), "-TenantId", Text("ClientId"), "-ClientId");
        var thumbprint = Text("CertificateThumbprint");
        var subject = Text("CertificateSubjectName");
        var given = Value<X509Certificate2>("Certificate");
        var certificate = given
            ?? (thumbprint is not null ? CertificateStore.FindByThumbprint(thumbprint)
                : subject is not null ? CertificateStore.FindBySubject(subject)
                : throw new ArgumentException(
                    "The certificate is missing or empty. Nothing was sent. Specify it with -CertificateThumbprint, -CertificateSubjectName or -Certificate."));
        return new CertificateCredential(application, certificate, [], LanguagePrimitives.IsTrue(Value<object>("SendCertificateChain")))
        {
            GivenThumbprint = given is null ? thumbprint : null,
            GivenSubjectName = given is null && thumbprint is null ? subject : null,
            IsGiven = given is not null,
        };
    }

    /// <summary>Creates the credential of a parameter set that a single switch selects.</summary>
    /// <exception cref="ArgumentException">The switch is $false, or the credential cannot be created.</exception>
    private SessionCredential Switch(string name, Func<SessionCredential> create) => LanguagePrimitives.IsTrue(Value<object>(name))
        ? create()
        : throw new ArgumentException("-" + name + " is $false, and no other parameter specifies how to sign in. Nothing was sent. Omit -" + name
            + " to sign in as a user, or specify another way to sign in.");

    private string? Text(string name) => Value<object>(name) is { } value && value.ToString() is { Length: > 0 } text ? text : null;

    private T? Value<T>(string name)
        where T : class =>
        bound.TryGetValue(name, out var value) ? (value is PSObject wrapped ? wrapped.BaseObject : value) as T : null;
}
