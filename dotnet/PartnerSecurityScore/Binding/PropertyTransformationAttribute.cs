using System;
using System.Management.Automation;
using PartnerSecurityScore.Models;
using PartnerSecurityScore.Values;

namespace PartnerSecurityScore.Binding;

/// <summary>
/// The argument of a parameter that is one property of the body. Null, and blank text for a number or date, leave the
/// property out; the engine would make 0 of them. Text for a number is read here, as the engine takes a comma for a
/// separator of thousands. Elements become models, and errors name the element.
/// </summary>
/// <param name="model">The class of the body.</param>
/// <param name="property">The property of it that the parameter stands for.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class PropertyTransformationAttribute(string model, string property) : ArgumentTransformationAttribute
{
    public string Model { get; } = model;

    public string Property { get; } = property;

    internal PropertySchema Schema { get; } = ModelSchemas.Of(model).Find(property)
        ?? throw new ArgumentException("The model has no property '" + property + "'.", nameof(property));

    /// <returns>The property's value or mark, or the input as it is where its conversion is left to the engine.</returns>
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
            // The engine runs a script block for each record where the parameter takes what is piped, and sees a text in it elsewhere.
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
