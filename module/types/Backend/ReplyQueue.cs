using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;

namespace PartnerSecurityScore;

/// <summary>
/// The client's answers on their way to the backend. One thread at a time writes them: with one for each, a backend that
/// asks much and reads nothing would take all threads of the pool, and the watchdog with them.
/// </summary>
internal sealed class ReplyQueue
{
    /// <summary>Far more than a backend has a reason for.</summary>
    private const int MaxOpen = 10_000;

    private readonly ConcurrentQueue<string> answers = new();
    private int open;
    private int isWriting;

    /// <summary>The backend has asked for something, for which an answer will be added.</summary>
    /// <exception cref="InvalidDataException">It has asked too much.</exception>
    internal void Expect()
    {
        if (Interlocked.Increment(ref open) > MaxOpen)
        {
            throw new InvalidDataException("more requests than it took answers for");
        }
    }

    /// <param name="answer">What was expected.</param>
    /// <param name="write">Writes an answer, and may take as long as it likes.</param>
    internal void Add(string answer, Action<string> write)
    {
        answers.Enqueue(answer);
        while (!answers.IsEmpty && Interlocked.Exchange(ref isWriting, 1) == 0)
        {
            while (answers.TryDequeue(out var next))
            {
                write(next);
                Interlocked.Decrement(ref open);
            }

            // What was added up to here, while nobody else could begin, is looked for once more.
            Volatile.Write(ref isWriting, 0);
        }
    }
}
