using System.Management.Automation;
using System.Text.Json;

namespace PartnerSecurityScore.EngineHost;

/// <summary>Writes an error record with all the properties that tests check.</summary>
internal static class ErrorWriter
{
    /// <summary>The depth of exception properties: enough for a dictionary of lists, such as headers.</summary>
    private const int PropertyDepth = 2;

    private const int TargetDepth = 6;

    private static readonly HashSet<string> Skipped =
        ["TargetSite", "Data", "InnerException", "StackTrace", "ErrorRecord", "Message"];

    public static void Write(Utf8JsonWriter json, ObjectWriter objects, ErrorRecord error)
    {
        var exception = error.Exception;
        json.WriteStartObject();
        json.WriteText("message", exception.Message);
        json.WriteText("fullyQualifiedErrorId", error.FullyQualifiedErrorId);
        json.WriteString("category", error.CategoryInfo.Category.ToString());
        json.WritePropertyName("targetObject");
        objects.Write(error.TargetObject, TargetDepth);
        json.WriteText("exceptionType", exception.GetType().ToString());
        json.WriteText("innerExceptionType", exception.InnerException?.GetType().ToString());
        json.WriteText("errorDetails", error.ErrorDetails?.Message);
        json.WriteText("recommendedAction", error.ErrorDetails?.RecommendedAction);
        json.WriteStartObject("properties");
        foreach (var property in exception.GetType().GetProperties())
        {
            if (!Skipped.Contains(property.Name) && property.GetIndexParameters().Length == 0)
            {
                json.WritePropertyName(property.Name);
                objects.WriteProperty(() => property.GetValue(exception), PropertyDepth);
            }
        }
        json.WriteEndObject();
        json.WriteStartObject("position");
        json.WriteText("scriptName", error.InvocationInfo?.ScriptName);
        json.WriteNumber("line", error.InvocationInfo?.ScriptLineNumber ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
