using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace PartnerSecurityScore.Credentials;

/// <summary>A file that a variable of the environment names, as the runspace finds it: its folder, its drives, its home.</summary>
internal static class VariableFile
{
    private const int LongestShown = 260;
    private const int LongestExtension = 5;

    /// <returns>The absolute path.</returns>
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
            // PowerShell does not accept it as a path, for example because its drive does not exist.
        }

        // The location may be in another provider, such as env: or HKLM:.
        return value.IndexOfAny(Path.GetInvalidPathChars()) < 0 ? Path.Combine(paths.CurrentFileSystemLocation.ProviderPath, value) : value;
    }

    /// <exception cref="ArgumentException">It can't be read; the message names the variable, and its value unless that looks like a secret.</exception>
    internal static byte[] Read(PathIntrinsics paths, string variable, string value)
    {
        var path = Resolve(paths, value);
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // The exception has the path, and stays out for that: by mistake the value may be the key itself.
            throw new ArgumentException(IsLikePath(value)
                ? variable + " points to the file '" + value + "', " + Reason(failure) + ". The full path is " + path + ". Nothing was sent."
                : variable + " is not the path of a file. Nothing was sent. Set it to the path of the file, not to its content.");
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => "which does not exist",
        UnauthorizedAccessException => "which is a folder, or which this user is not allowed to read",
        _ => "which cannot be read",
    };

    private static bool IsLikePath(string value)
    {
        var dot = value.LastIndexOf('.');
        var hasExtension = dot > 0 && value.Length - dot - 1 is > 0 and <= LongestExtension;
        return value.Length <= LongestShown && !value.Any(char.IsControl) && (hasExtension || value[0] is '/' or '\\' or '.' or '~');
    }
}
