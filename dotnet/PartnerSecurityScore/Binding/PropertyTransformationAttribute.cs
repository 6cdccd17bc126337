using System;
using System.Management.Automation;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// Converts the argument of a parameter for one property of the body. Null omits the property, and so does blank text
/// for a number, date, or Boolean. For a number, the engine would convert both to 0. Text for a number is parsed here
/// because the engine treats a comma as a thousands separator. Elements of an array are converted to models, and errors
/// include the element's path.
/// </summary>
/// <param name="model">The class name of the body's model.</param>
/// <param name="property">The name of the property that the parameter sets.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PropertyTransformationAttribute(string model, string property) : ArgumentTransformationAttribute
{
    public string Model { get; } = model;

    public string Property { get; } = property;

    internal PropertySchema Schema { get; } = ModelSchemas.Of(model).Find(property)
        ?? throw new ArgumentException("The model has no property '" + property + "'.", nameof(property));

    /// <returns>
    /// The property's value, a marker for a missing or cleared value, or the unchanged input when the engine converts
    /// it.
    /// </returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = InputValue.Unwrap(inputData);
        if (value is DBNull)
        {
            return Schema.Cleared;
        }

        if (ModelBinder.IsMissing(Schema, value, ValueOrigin.Script))
        {
            return Schema.Missing;
        }

        if (value is ScriptBlock && Schema.Kind == PropertyKind.Text)
        {
            // The engine runs a script block for each record if the parameter accepts pipeline input. For other
            // parameters, it converts the script block to text.
            throw new ArgumentTransformationMetadataException(Schema.JsonName + ": A script block cannot be used as a string. To specify a value for each record, call the command in ForEach-Object.");
        }

        if (Schema.IsTable && ModelBinder.Accepts(value, Schema.Model))
        {
            var model = TransformationError.Guard(() => ModelBinder.Bind(value, Schema.Model, Schema.JsonName));
            return model.IsEmpty ? Schema.Missing : new ModelTable(model);
        }

        var isConverted = Schema.Kind == PropertyKind.ModelArray
            || (value is string && Schema.Kind is PropertyKind.Single or PropertyKind.Int64 or PropertyKind.Boolean);
        return isConverted
            ? TransformationError.Guard(() => ModelBinder.BindProperty(Schema, value!, Schema.JsonName, ValueOrigin.Script))
            : inputData;
    }
}
