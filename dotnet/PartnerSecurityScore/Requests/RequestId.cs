using System.Collections.Generic;
using System.Linq;
using Microsoft.Graph.Beta.PowerShell.Models;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Requests;

/// <summary>The value for the variable part of a request's path.</summary>
internal sealed class RequestId
{
    private RequestId(string value, IEnumerable<KeyValuePair<string, object?>> facts)
    {
        Value = value;
        Facts = facts;
    }

    internal string Value { get; }

    /// <summary>The id, keyed by its parameter name; empty if the id comes from -InputObject.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> Facts { get; }

    /// <param name="identity">The record's -InputObject; <c>null</c> if there is none.</param>
    /// <param name="arguments">The bound parameters.</param>
    /// <returns>The id; <c>null</c> if the path has no variable part.</returns>
    /// <exception cref="BodyTextException">The identity is a placeholder for invalid text.</exception>
    /// <exception cref="InvalidArgumentException">
    /// The id is missing, is blank, is the text of an object, or would address another resource.
    /// </exception>
    internal static RequestId? Of(Operation operation, SecurityIdentity? identity, IDictionary<string, object> arguments)
    {
        if (operation.Key is null)
        {
            return null;
        }

        if (identity?.Refusal is { } refusal)
        {
            throw refusal;
        }

        var id = SecurityIdentity.TypeSchema.Find(operation.Key)!;
        if (identity is not null)
        {
            return new(Require((string?)id.Get(identity), "-InputObject: " + id.Name), []);
        }

        var given = Require((string?)arguments[id.Name], "-" + id.Name);
        return new(given, [new(id.Name, given)]);
    }

    /// <summary>
    /// Removes the properties of the identity from a piped object that is both the identity and the body.
    /// </summary>
    internal static void TakeOut(Model body)
    {
        foreach (var name in NamesIn(body.AllAdditional()).ToList())
        {
            body.Additional!.Remove(name);
        }
    }

    /// <exception cref="InvalidArgumentException">
    /// The piped object contains an identity, which conflicts with the parameters.
    /// </exception>
    internal static void RefuseIn(IEnumerable<KeyValuePair<string, object?>> members)
    {
        if (NamesIn(members).FirstOrDefault() is { } name)
        {
            throw new InvalidArgumentException(
                "InvalidArgument", "The piped object has the property " + name + ", which specifies an id, but this call takes no id from the pipeline. Nothing was sent."
                + " Remove the property, or omit the parameters that do not allow a piped id.");
        }
    }

    private static IEnumerable<string> NamesIn(IEnumerable<KeyValuePair<string, object?>> members) =>
        members.Select(member => member.Key).Where(name => SecurityIdentity.TypeSchema.Find(name) is not null);

    private static string Require(string? id, string name) =>
        string.IsNullOrEmpty(id) ? throw Refuse(name + " has no value")
        : string.IsNullOrWhiteSpace(id) || id is "." or ".." ? throw Refuse(name + " must not be blank, \".\" or \"..\"")
        : CutOffText.IsTypeName(id!) ? throw Refuse(name + " is '" + id + "', which is the name of a type and not an id", " Specify the id of the object.")
        : id!;

    private static InvalidArgumentException Refuse(string problem, string remedy = "") => new("InvalidId", problem + ". Nothing was sent." + remedy);
}
