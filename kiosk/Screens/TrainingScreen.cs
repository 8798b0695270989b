namespace Sasuai.Kiosk.Screens;

/// <summary>Begins a training, or ends it: both are asked once, so that nobody practises by mistake or stops by a slip.</summary>
public sealed class TrainingScreen(Till till) : Screen(till)
{
    public override string Prompt => Say(Till.State.Practises ? Word.TrainingEndPrompt : Word.TrainingBeginPrompt);
    public override string Hint => Say(Word.TrainingHint);
    public override IReadOnlyList<LiveKey> Keys => [Help, new(KeyName.F10, Word.KeyYes, Turn)];
    public override IReadOnlyList<Word> HelpLines => [Word.TrainingSafe, Word.TrainingBasket, Word.TrainingPaper, Word.HelpEscape];
    public override void Typed(string text) => Back();

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.TrainingTitle), Style.Titles, indent: 1);
        Word[] rows = Till.State.Practises ? [Word.TrainingEnds] : [Word.TrainingSafe, Word.TrainingBasket, Word.TrainingPaper];
        for (var i = 0; i < rows.Length; i++) canvas.Put(body, i + 2, Say(rows[i]), indent: 3);
    }

    void Turn()
    {
        if (!Till.State.Practises)
        {
            ApprovalScreen.Do(Till, Till.BeginTraining, () => Shown(Word.TrainingBegun));
            return;
        }
        Till.EndTraining();
        Shown(Word.TrainingOver);
    }

    void Shown(Word word)
    {
        Till.GoHome();
        Till.Tell(word);
    }
}
