using System.Net.Http;
using System.Threading.Tasks;

namespace Microsoft.Graph.Beta.PowerShell.Runtime;

/// <summary>
/// A step of -HttpPipelinePrepend or -HttpPipelineAppend. It passes the request to <paramref name="next" /> or returns its
/// own answer.
/// </summary>
/// <param name="request">The request, without an access token.</param>
/// <param name="callback">The command that sends the request.</param>
/// <param name="next">The rest of the pipeline.</param>
public delegate Task<HttpResponseMessage> SendAsyncStep(HttpRequestMessage request, IEventListener callback, ISendAsync next);
