using System.Runtime.InteropServices;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// The system's wishes to end: TERM, HUP, INT and QUIT. Each is only noted, so that the screen can leave in its own turn and give the
/// terminal back as it was.
/// </summary>
public sealed class StopSignals : IDisposable
{
    readonly PosixSignalRegistration[] registrations;
    readonly CancellationTokenSource asked;

    public StopSignals(CancellationToken stopping)
    {
        asked = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        registrations =
        [
            .. new[] { PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal =>
                PosixSignalRegistration.Create(signal, context =>
                {
                    context.Cancel = true;
                    asked.Cancel();
                }))
        ];
    }

    public CancellationToken Asked => asked.Token;

    /// <summary>The wish to end that comes from the keyboard.</summary>
    public void Stop() => asked.Cancel();

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        asked.Dispose();
    }
}
