using System.Net;
using System.Net.Sockets;

namespace PartnerSecurityScore.EngineHost;

/// <summary>Proxy settings with a fixed answer, like those of a user's script.</summary>
public class FixedProxy : IWebProxy
{
    /// <summary>The proxy of each destination; <c>null</c> if there is none.</summary>
    public Uri? Answer { get; set; }

    /// <summary>Whether the answer is the destination itself.</summary>
    public bool IsSelf { get; set; }

    public ICredentials? Credentials { get; set; }

    /// <summary>Returns a function that returns these settings.</summary>
    public static Func<IWebProxy> From(IWebProxy settings) => () => settings;

    public bool IsBypassed(Uri host) => false;

    public virtual Uri? GetProxy(Uri destination) => IsSelf ? destination : Answer;
}

/// <summary>Proxy settings that connect to a local port, block until the server sends a byte or closes the connection, and then fail.</summary>
public sealed class WaitingProxy : FixedProxy
{
    public int Port { get; set; }

    public override Uri? GetProxy(Uri destination)
    {
        using var client = new TcpClient("127.0.0.1", Port);
        client.GetStream().ReadByte();
        throw new InvalidOperationException("The script has a fault.");
    }
}
