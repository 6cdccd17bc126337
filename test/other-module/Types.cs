using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;

// Types with the names of the original's types in another assembly, as when PowerShell has also loaded the original.
namespace Microsoft.Graph.Beta.PowerShell.Models
{
    public interface IMicrosoftGraphPartnerSecurityScoreHistory
    {
        float? Score { get; set; }
    }

    public class MicrosoftGraphPartnerSecurityScoreHistory : IMicrosoftGraphPartnerSecurityScoreHistory
    {
        public float? Score { get; set; }

        public IDictionary<string, object> AdditionalProperties { get; } = new Dictionary<string, object>();
    }

    public interface IMicrosoftGraphPartnerSecurityScore
    {
        float? CurrentScore { get; set; }

        DateTime? UpdatedDateTime { get; set; }

        IMicrosoftGraphPartnerSecurityScoreHistory[]? History { get; set; }
    }

    public class MicrosoftGraphPartnerSecurityScore : IMicrosoftGraphPartnerSecurityScore
    {
        public float? CurrentScore { get; set; }

        public DateTime? UpdatedDateTime { get; set; }

        public IMicrosoftGraphPartnerSecurityScoreHistory[]? History { get; set; }

        public IDictionary<string, object> AdditionalProperties { get; } = new Dictionary<string, object>();
    }

    public interface IMicrosoftGraphPartnerSecurityRequirement
    {
    }

    public interface IMicrosoftGraphPartnerSecurityCustomerInsight
    {
    }
}

namespace Microsoft.Graph.Beta.PowerShell.Runtime
{
    public delegate Task<HttpResponseMessage> SendAsyncStep(HttpRequestMessage request, object callback, object next);
}
