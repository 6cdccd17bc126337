using System.Net.Http;
using System.Threading.Tasks;

namespace Microsoft.Graph.Beta.PowerShell.Runtime;

/// <summary>Something that answers a request.</summary>
public interface ISendAsync
{
    /// <param name="request">The request to send.</param>
    /// <param name="callback">The command that sends it.</param>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IEventListener callback);
}
