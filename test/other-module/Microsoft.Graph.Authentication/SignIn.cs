using System;
using System.Text;
using System.Text.RegularExpressions;

namespace AuthenticationStandIn;

public enum AuthenticationType
{
    UserProvidedAccessToken,
}

/// <summary>The output of Get-MgContext.</summary>
public sealed class AuthContext
{
    public string? TenantId { get; internal set; }

    public string? ClientId { get; internal set; }

    public string? Account { get; internal set; }

    public string? AppName { get; internal set; }

    public string[] Scopes { get; internal set; } = [];

    public AuthenticationType AuthType { get; internal set; }

    public AuthenticationType TokenCredentialType { get; internal set; }

    public string ContextScope { get; internal set; } = "Process";

    public string Environment { get; internal set; } = string.Empty;
}

/// <summary>The sign-in of the process.</summary>
internal sealed class SignIn
{
    internal static SignIn? Current { get; set; }

    internal SignIn(string token, string environment)
    {
        Token = token;
        var claims = Encoding.UTF8.GetString(Convert.FromBase64String(Padded(token.Split('.')[1])));
        Context = new AuthContext
        {
            TenantId = Claim(claims, "tid"),
            ClientId = Claim(claims, "appid"),
            Account = Claim(claims, "upn"),
            AppName = Claim(claims, "app_displayname"),
            Scopes = Claim(claims, "scp")?.Split(' ') ?? [],
            Environment = environment,
        };
    }

    internal string Token { get; }

    internal AuthContext Context { get; }

    /// <summary>Returns an unsigned token for a tenant.</summary>
    internal static string TokenFor(string tenant) => "e30." + Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"tid\":\"" + tenant + "\"}")) + ".x";

    private static string? Claim(string claims, string name)
    {
        var match = Regex.Match(claims, "\"" + name + "\":\"([^\"]*)\"");
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string Padded(string base64Url)
    {
        var base64 = base64Url.Replace('-', '+').Replace('_', '/');
        return base64.PadRight((base64.Length + 3) / 4 * 4, '=');
    }
}
