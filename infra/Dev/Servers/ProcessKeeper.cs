using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>Starts every child from one thread that lives as long as this process.</summary>
static class ProcessKeeper
{
    // Linux sends the parent-death signal when the *thread* that started the child ends. A thread of the
    // pool ends after some idle seconds, and would take a healthy server with it.
    static readonly BlockingCollection<Action> starts = [];

    static ProcessKeeper()
    {
        new Thread(Work) { IsBackground = true, Name = "process keeper" }.Start();
    }

    public static Process Start(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info) ?? throw new ServerFault($"{info.FileName} did not start."));
            }
            catch (Exception fault)
            {
                started.SetException(new ServerFault($"{info.FileName} did not start: {fault.Message}", fault));
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    static void Work()
    {
        foreach (var start in starts.GetConsumingEnumerable())
            start();
    }
}
