using System.Net.Http;
using System.Threading.Tasks;

namespace Microsoft.Graph.Beta.PowerShell.Runtime;

/// <summary>A handler that sends a request and returns the answer.</summary>
public interface ISendAsync
{
    /// <param name="request">The request to send.</param>
    /// <param name="callback">The command that sends the request.</param>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IEventListener callback);
}
