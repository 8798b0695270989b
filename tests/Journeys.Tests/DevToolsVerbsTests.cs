using Sasuai.Dev;

namespace Sasuai.Tests;

public sealed class DevToolsVerbsTests
{
    [Theory]
    [InlineData("", "Say what to do.")]
    [InlineData("fly", "'fly' is no verb")]
    [InlineData("down now", "'now' is not known here")]
    [InlineData("test --only", "--only needs a value")]
    [InlineData("test --only Nothing.Tests", "there is no test project 'Nothing.Tests'")]
    [InlineData("fake-whatsapp --port much", "--port must be a number from 1 to 65535")]
    [InlineData("bench", "bench needs a name")]
    [InlineData("bench speed", "'speed' is no benchmark")]
    [InlineData("replay --sales s.csv", "replay needs --catalogue FILE")]
    public async Task A_word_that_is_not_understood_is_answered_with_a_sentence_and_code_2(string line, string sentence)
    {
        await using var said = new StringWriter();

        var code = await DevTool.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), said);

        code.ShouldBe(2);
        said.ToString().ShouldContain(sentence);
        said.ToString().ShouldContain("dotnet run infra/dev.cs -- VERB");
    }

    [Fact]
    public async Task The_tool_runs_as_the_readme_says()
    {
        using var folder = TempFolder.Create("verbs");
        await using var tool = ChildProcess.Start(new ChildStart("dotnet", ["run", Path.Combine(Repository.Root, "infra", "dev.cs"), "--", "fly"])
        {
            LogFile = folder.File("log"), Folder = Repository.Root,
        });

        (await tool.WaitAsync(TestContext.Current.CancellationToken)).ShouldBe(2);

        tool.LastLines(100).ShouldStartWith("'fly' is no verb of this tool.");
    }

    [Fact]
    public void Options_are_taken_wherever_they_stand_and_the_rest_is_left()
    {
        var words = new Words(["sync", "--json", "out.json", "--quick", "tail"]);

        words.Next().ShouldBe("sync");
        words.Option("--json").ShouldBe("out.json");
        words.Flag("--quick").ShouldBeTrue();
        words.Flag("--quick").ShouldBeFalse();
        words.Rest().ShouldBe(["tail"]);
        Should.NotThrow(words.End);
    }
}
