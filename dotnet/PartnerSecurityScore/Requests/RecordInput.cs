using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// The input for one record. The engine binds a piped object to every parameter that accepts it. An object that was bound to
/// -InputObject or -BodyParameter is the identity, the body or both. Any other piped dictionary is available to the caller as a
/// body or as headers.
/// </summary>
internal sealed class RecordInput
{
    private const string Body = "BodyParameter";
    private const string Headers = "Headers";
    private const string Identity = "InputObject";

    private readonly PSCmdlet command;
    private readonly PSVariableIntrinsics variables;
    private readonly HashSet<string> arguments;

    /// <param name="command">The command before its first record, when only its arguments are bound.</param>
    /// <param name="variables">The variables of the command's function.</param>
    internal RecordInput(PSCmdlet command, PSVariableIntrinsics variables)
    {
        this.command = command;
        this.variables = variables;
        arguments = [.. command.MyInvocation.BoundParameters.Keys.Intersect([Body, Headers, Identity])];
    }

    internal SecurityIdentity? GivenIdentity => (SecurityIdentity?)OfRecord(Identity);

    internal Model? GivenBody => (Model?)OfRecord(Body);

    internal bool IsIdentityPiped => IsPiped(Identity);

    internal bool IsBodyPiped => IsPiped(Body);

    /// <summary>Whether null was piped. The engine binds it to -Headers.</summary>
    internal bool IsNullPiped => command.MyInvocation.ExpectingInput && !IsBodyPiped && !IsIdentityPiped && !IsPiped(Headers);

    /// <summary>Returns the piped dictionary if it is neither the identity nor the body; otherwise <c>null</c>.</summary>
    /// <exception cref="InvalidArgumentException">
    /// The dictionary contains an identity, which conflicts with the arguments.
    /// </exception>
    internal IDictionary? PipedDictionary()
    {
        if (!IsPiped(Headers) || IsIdentityPiped || IsBodyPiped)
        {
            return null;
        }

        var dictionary = (IDictionary)OfRecord(Headers)!;
        if (command.MyInvocation.MyCommand.Parameters.ContainsKey(Identity))
        {
            RequestId.RefuseIn(InputValue.Members(dictionary));
        }

        return dictionary;
    }

    /// <summary>The argument of -Headers; <c>null</c> if it was not given.</summary>
    internal IDictionary? GivenHeaders => arguments.Contains(Headers) ? (IDictionary?)OfRecord(Headers) : null;

    private bool IsPiped(string name) => !arguments.Contains(name) && OfRecord(name) is not null;

    /// <returns>
    /// The parameter's value for this record; <c>null</c> if it has none. BoundParameters still contains a parameter that only an
    /// earlier record bound, so the value comes from the variable.
    /// </returns>
    private object? OfRecord(string name) =>
        command.MyInvocation.BoundParameters.ContainsKey(name) ? InputValue.Unwrap(variables.GetValue(name)) : null;
}
