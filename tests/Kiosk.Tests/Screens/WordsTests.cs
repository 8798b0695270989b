using System.Text.RegularExpressions;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Screens;

namespace Sasuai.Tests.Screens;

public sealed partial class WordsTests
{
    [Fact]
    public void Both_languages_have_every_word_with_the_same_gaps_to_fill()
    {
        foreach (var word in Enum.GetValues<Word>())
        {
            var (indonesian, english) = (Words.In(Language.Indonesian, word), Words.In(Language.English, word));
            indonesian.Trim().ShouldNotBeEmpty(word.ToString());
            english.Trim().ShouldNotBeEmpty(word.ToString());
            Gaps(indonesian).ShouldBe(Gaps(english), word.ToString());
        }
    }

    [Fact]
    public void Every_refusal_that_the_lane_can_give_has_its_Indonesian_sentence()
    {
        foreach (var refusal in AllOf(typeof(Refusals)).Concat(AllOf(typeof(LaneRefusals))))
        {
            var told = RefusalWords.Indonesian(refusal.Code);
            told.ShouldNotBeNull(refusal.Code);
            Words.In(Language.Indonesian, refusal).ShouldBe(told);
            Words.In(Language.English, refusal).ShouldBe(refusal.Text);
        }
    }

    [Fact]
    public void Words_are_written_in_letters_that_every_console_font_has()
    {
        foreach (var word in Enum.GetValues<Word>())
            foreach (var language in Enum.GetValues<Language>())
                Glyphs.Plain(Words.In(language, word)).ShouldBe(Words.In(language, word));
    }

    static IEnumerable<Refusal> AllOf(Type rules) =>
        rules.GetMethods().Where(method => method.ReturnType == typeof(Refusal))
            .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(gap => gap.ParameterType == typeof(string) ? "" : Activator.CreateInstance(gap.ParameterType))])!);

    static string[] Gaps(string text) => [.. Gap().Matches(text).Select(match => match.Value).Order()];

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Gap();
}
