using System.Collections.Concurrent;
using Terminal.Gui.App;

namespace Sasuai.Kiosk.Screens;

/// <summary>Work that other threads hand to the screen. Terminal.Gui's own Invoke blocks every caller while a dialog is open, so it is never used.</summary>
public sealed class UiQueue
{
    readonly ConcurrentQueue<Action> waiting = new();

    public UiQueue(IApplication app, Action<Exception> fault) => app.Iteration += (_, _) =>
    {
        // Only what waits now: work that posts more work must not hold the screen.
        for (var left = waiting.Count; left > 0 && waiting.TryDequeue(out var work); left--)
        {
            try
            {
                work();
            }
            catch (Exception broken)
            {
                fault(broken);
            }
        }
    };

    public void Post(Action work) => waiting.Enqueue(work);
}
