using System.Text;

namespace PartnerSecurityScore.EngineHost;

/// <summary>
/// Runs scripts for tests in runspaces of the <c>pwsh</c> that loads this assembly. Reads one JSON request per line
/// from stdin and writes one JSON answer per line to stdout. An answer has the id of its request; answers are in any
/// order. The first line is a greeting with id 0 and the process id.
/// <list type="bullet">
/// <item><c>run</c> (runspace?, script, culture?, choices?): runs the script and returns everything it wrote.</item>
/// <item><c>stop</c> (runspace?): stops the pipeline as Ctrl+C does and returns how many milliseconds that took.</item>
/// <item><c>close</c> (runspace?): closes the runspace.</item>
/// <item><c>assemblies</c>: returns the assemblies that this process has loaded.</item>
/// </list>
/// The answer to a request that cannot be carried out has a <c>failure</c> with a message.
/// </summary>
public static class Program
{
    /// <summary>Serves requests until stdin closes, then exits the process.</summary>
    public static void Serve()
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        var answers = new AnswerStream(Console.OpenStandardOutput());
        answers.Write(0, json => json.WriteNumber("pid", Environment.ProcessId));
        var requests = new Requests(answers);
        while (input.ReadLine() is { } line)
        {
            requests.Accept(line);
        }
        Console.Error.WriteLine("Its input closed.");
        // After a return, pwsh would wait for scripts that are still running, although the client is gone.
        Environment.Exit(0);
    }
}
