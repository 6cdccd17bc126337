using System.Collections.Generic;
using System.Net;

namespace PartnerSecurityScore;

/// <summary>
/// The facts that every exception of the module has, so that a script can read them from any of them. It is an interface beside
/// <see cref="ModuleException"/> since some exceptions are those of .NET that scripts catch by their types.
/// </summary>
public interface IModuleError
{
    /// <summary>What kind of error it is: Graph's own code, or a name such as ConnectionFailed. Null if the answer has no code.</summary>
    string? Code { get; }

    /// <summary>
    /// False if it is certain that the service carried nothing out; true also where its answer is the error. A redirect that
    /// could not be followed leaves it false.
    /// </summary>
    bool MayHaveBeenSent { get; }

    /// <summary>Null if no answer came.</summary>
    HttpStatusCode? StatusCode { get; }

    /// <summary>Graph's id of the request; null if it gave none.</summary>
    string? RequestId { get; }

    /// <summary>The id that the request was sent with; null if no answer came.</summary>
    string? ClientRequestId { get; }

    /// <summary>The values of each header as a <c>string[]</c>. Names are not case-sensitive. Empty if no answer came.</summary>
    Dictionary<string, IEnumerable<string>> ResponseHeaders { get; }
}
