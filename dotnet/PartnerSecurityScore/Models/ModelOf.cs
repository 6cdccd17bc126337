using System.Collections;
using System.Management.Automation;

namespace PartnerSecurityScore.Models;

/// <summary>The ways of making one kind of model from its other forms.</summary>
/// <typeparam name="TModel">The class itself.</typeparam>
/// <typeparam name="TInterface">Its interface, which is what these members return.</typeparam>
public abstract class Model<TModel, TInterface> : Model
    where TModel : Model<TModel, TInterface>, TInterface, new()
    where TInterface : class
{
    /// <exception cref="InvalidValueException">The text is not JSON, or a value in it has the wrong type.</exception>
    public static TInterface? FromJsonString(string jsonText) => From(jsonText);

    /// <exception cref="InvalidValueException">A value has the wrong type.</exception>
    public static TInterface? DeserializeFromDictionary(IDictionary? content) => From(content);

    /// <exception cref="InvalidValueException">A value has the wrong type.</exception>
    public static TInterface? DeserializeFromPSObject(PSObject? content) => From(content);

    private static TInterface? From(object? content) =>
        content is null ? null : (TInterface)(object)ModelBinder.Bind(content, new TModel().Schema, string.Empty);
}
