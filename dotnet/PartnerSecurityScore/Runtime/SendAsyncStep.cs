using System.Net.Http;
using System.Threading.Tasks;

namespace Microsoft.Graph.Beta.PowerShell.Runtime;

/// <summary>A step of -HttpPipelinePrepend or -HttpPipelineAppend: it sends the request on with <paramref name="next" />, or answers itself.</summary>
/// <param name="request">The request, without a token.</param>
/// <param name="callback">The command that sends it.</param>
/// <param name="next">The rest of the pipeline.</param>
public delegate Task<HttpResponseMessage> SendAsyncStep(HttpRequestMessage request, IEventListener callback, ISendAsync next);
