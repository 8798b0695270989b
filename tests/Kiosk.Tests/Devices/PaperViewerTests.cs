using System.Diagnostics;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Paper;

namespace Sasuai.Tests.Devices;

public sealed class PaperViewerTests : IDisposable
{
    readonly string path = Path.GetTempFileName();
    readonly StringWriter paper = new(), complaints = new();

    public void Dispose()
    {
        File.Delete(path);
        paper.Dispose();
        complaints.Dispose();
    }

    [Fact]
    public async Task A_file_is_shown_as_the_paper_would_be_with_wide_letters_wide()
    {
        await File.WriteAllBytesAsync(path, new EscPos(CodePage.Cp437).Begin().Size(2, 2).Line("TOTAL").ToArray(), TestContext.Current.CancellationToken);

        (await PaperViewer.Run([path, "--width", "32"], paper, complaints, CancellationToken.None)).ShouldBe(0);

        paper.ToString().ShouldBe("T O T A L" + Environment.NewLine);
    }

    [Theory, InlineData(), InlineData("a", "b"), InlineData("a", "--width"), InlineData("a", "--width", "0"), InlineData("--wat", "a")]
    public async Task Wrong_words_are_answered_with_how_to_say_it(params string[] args)
    {
        (await PaperViewer.Run(args, paper, complaints, CancellationToken.None)).ShouldBe(2);

        complaints.ToString().ShouldStartWith("paper FILE");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        (await PaperViewer.Run(["/no/such/paper"], paper, complaints, CancellationToken.None)).ShouldBe(2);

        complaints.ToString().ShouldContain("/no/such/paper");
    }

    [Fact]
    public async Task Following_shows_what_is_added_and_starts_anew_when_the_file_is_emptied()
    {
        using var stop = new CancellationTokenSource();
        var shown = TextWriter.Synchronized(paper);
        await File.WriteAllTextAsync(path, "the first receipt\n", TestContext.Current.CancellationToken);
        var viewing = PaperViewer.Run([path, "--follow"], shown, complaints, stop.Token);
        await Shown("the first receipt");
        await File.AppendAllTextAsync(path, "second\n", TestContext.Current.CancellationToken);
        await Shown("second");

        await File.WriteAllTextAsync(path, "third\n", TestContext.Current.CancellationToken);
        await Shown("third");

        await stop.CancelAsync();
        (await viewing).ShouldBe(0);
    }

    [Fact]
    public async Task A_serial_line_is_read_as_a_printer_reads_it_until_it_is_pulled()
    {
        using var line = PseudoSerial.Open();
        var shown = TextWriter.Synchronized(paper);
        var viewing = PaperViewer.Run([line.Path], shown, complaints, CancellationToken.None);
        // Sent again until the viewer has the port open: what came before that is lost, as with a printer that is off.
        line.Send("Kopi\n"u8);
        await Shown("Kopi");

        line.Unplug();

        (await viewing.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken)).ShouldBe(0);
        line.Written.ShouldBeEmpty();
    }

    async Task Shown(string text)
    {
        var since = Stopwatch.GetTimestamp();
        while (!paper.ToString().Contains(text, StringComparison.Ordinal))
        {
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(10));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
