using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace PartnerSecurityScore.Credentials;

/// <summary>
/// Reads files specified by environment variables. Paths are resolved as in the runspace, including its current folder,
/// its drives, and the home folder.
/// </summary>
internal static class VariableFile
{
    private const int LongestShown = 260;
    private const int LongestExtension = 5;

    /// <returns>The absolute path, or the value itself when it contains characters that no path can contain.</returns>
    internal static string Resolve(PathIntrinsics paths, string value)
    {
        try
        {
            var path = paths.GetUnresolvedProviderPathFromPSPath(value, out var provider, out _);
            if (provider.Name == "FileSystem")
            {
                return path;
            }
        }
        catch (Exception failure) when (failure is RuntimeException or ArgumentException or NotSupportedException)
        {
            // PowerShell does not accept the value as a path, for example because the drive does not exist.
        }

        // The current location can be on a drive of another provider, such as env: or HKLM:.
        return value.IndexOfAny(Path.GetInvalidPathChars()) < 0 ? Path.Combine(paths.CurrentFileSystemLocation.ProviderPath, value) : value;
    }

    /// <exception cref="ArgumentException">
    /// The file cannot be read. The message contains the variable's name, and its value unless the value could be a
    /// secret.
    /// </exception>
    internal static byte[] Read(PathIntrinsics paths, string variable, string value)
    {
        var path = Resolve(paths, value);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // Omit the inner exception, and the path unless the value looks like one. The variable could contain the key
            // itself by mistake.
            var remedy = " Nothing was sent. Set " + variable + " to the path of a PEM or PFX file that this user is allowed to read";
            throw new ArgumentException(IsLikePath(value)
                ? variable + " points to '" + value + "', " + Reason(failure) + ". The full path is " + path + "." + remedy + "."
                : variable + " is not the path of a file that can be read." + remedy + ", not to the content of the file.");
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "which does not exist",
        UnauthorizedAccessException => "which is a folder or a file that this user is not allowed to read",
        _ => "which cannot be read: " + ForeignText.Clause(failure.Message),
    };

    private static bool IsLikePath(string value)
    {
        var dot = value.LastIndexOf('.');
        var hasExtension = dot > 0 && value.Length - dot - 1 is > 0 and <= LongestExtension;
        return value.Length <= LongestShown && !value.Any(char.IsControl) && (hasExtension || value[0] is '/' or '\\' or '.' or '~');
    }
}
