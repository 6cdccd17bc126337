using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;

namespace PartnerSecurityScore.Requests;

/// <summary>
/// What a command's parameters say for one record. The engine binds a piped object to every parameter that accepts it. Here the
/// object has one meaning: the identity, the body or both, or else headers.
/// </summary>
internal sealed class RecordInput
{
    private const string Body = "BodyParameter";
    private const string Headers = "Headers";
    private const string Identity = "InputObject";

    private readonly PSCmdlet command;
    private readonly PSVariableIntrinsics variables;
    private readonly HashSet<string> arguments;

    /// <param name="command">The command, before its first record: what is bound is an argument.</param>
    /// <param name="variables">The variables of its function.</param>
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

    /// <summary>Whether null was piped, which the engine binds to -Headers.</summary>
    internal bool IsNullPiped => command.MyInvocation.ExpectingInput && !IsBodyPiped && !IsIdentityPiped && !IsPiped(Headers);

    /// <summary>A dictionary that was piped, and is neither identity nor body.</summary>
    /// <exception cref="InvalidArgumentException">It is an identity, which does not go with the arguments.</exception>
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

    /// <returns>What was given as -Headers; null if nothing was.</returns>
    internal IDictionary? GivenHeaders => arguments.Contains(Headers) ? (IDictionary?)OfRecord(Headers) : null;

    private bool IsPiped(string name) => !arguments.Contains(name) && OfRecord(name) is not null;

    /// <returns>The parameter's value for this record. Where a record before had one and this has none, it still counts as bound.</returns>
    private object? OfRecord(string name) =>
        command.MyInvocation.BoundParameters.ContainsKey(name) ? InputValue.Unwrap(variables.GetValue(name)) : null;
}
