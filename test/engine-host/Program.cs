using System.Text;

namespace PartnerSecurityScore.EngineHost;

/// <summary>
/// Runspaces of the <c>pwsh</c> that loads this, behind a pipe, for tests. One JSON request a line on stdin, one JSON answer a line on
/// stdout; answers carry the id of their request and come in any order. The first line out is the greeting,
/// with id 0 and the process id.
/// <list type="bullet">
/// <item><c>run</c> (runspace, script, culture?, choices?): runs the script; everything it wrote.</item>
/// <item><c>stop</c> (runspace): what Ctrl+C does; the milliseconds until the pipeline had stopped.</item>
/// <item><c>close</c> (runspace): closes the runspace.</item>
/// <item><c>assemblies</c>: what this process has loaded.</item>
/// </list>
/// A request that can't be carried out is answered with <c>failure</c>, a sentence.
/// </summary>
public static class Program
{
    /// <summary>Serves until stdin closes, then ends the process.</summary>
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
        // Not just a return, which in pwsh would wait for what still runs: whoever asked for it is gone.
        Environment.Exit(0);
    }
}
