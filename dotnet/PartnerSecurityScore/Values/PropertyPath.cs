using System.Globalization;

namespace PartnerSecurityScore.Values;

/// <summary>Builds property paths such as <c>customerInsights[0].mfa.totalUsersCount</c>.</summary>
internal static class PropertyPath
{
    internal static string Member(string path, string name)
    {
        var plain = name.Length > 0 && IsPlain(name);
        if (!plain)
        {
            return path + "[\"" + name + "\"]";
        }

        return path.Length == 0 ? name : path + "." + name;
    }

    internal static string Element(string path, int index) =>
        path + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";

    private static bool IsPlain(string name)
    {
        foreach (var unit in name)
        {
            if (!char.IsLetterOrDigit(unit) && unit is not ('_' or '@' or '.' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
