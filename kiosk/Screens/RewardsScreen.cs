using System.Globalization;
using Sasuai.Kiosk.Lanes;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// F5 twice with a member: what they can have for their points, and why not the rest. A number, or arrows and Enter, takes one; F8 gives the
/// last one back, points and all.
/// </summary>
public sealed class RewardsScreen(Till till, SaleScreen sale) : Screen(till)
{
    int? chosen;

    public override string Prompt => Say(Word.RewardPrompt);
    public override string Hint => Say(Word.RewardHint);
    public override bool ShowsLastAction => true;
    public override IReadOnlyList<LiveKey> Keys =>
    [
        Help, new(KeyName.F7, Word.KeyUndo, Till.TakeBack, Till.Undo is null ? Word.NothingToUndo : null),
        new(KeyName.F8, Word.KeyGiveBack, GiveBack, Till.Lane.Claimed.Count == 0 ? Word.WhyNoReward : null)
    ];

    public override IReadOnlyList<Word> HelpLines => [Word.HelpRewards, Word.HelpRewardSale, Word.HelpRewardBack, Word.HelpEscape];

    public override void Back() => Till.Go(sale);

    public override bool Press(Stroke stroke)
    {
        if (stroke.Name is not (KeyName.Up or KeyName.Down)) return false;
        var last = Till.Lane.Rewards.Count - 1;
        if (last >= 0) chosen = Math.Clamp((chosen ?? (stroke.Name == KeyName.Down ? -1 : last + 1)) + (stroke.Name == KeyName.Down ? 1 : -1), 0, last);
        return true;
    }

    public override void Typed(string text)
    {
        if (text.Length == 0 && chosen is null) Back();
        else if (Till.Lane.Rewards.ElementAtOrDefault(At(text)) is { } one) Take(one);
        else Till.Refuse(Word.KeyDeadHere, text);
    }

    public override void Scanned(string code, string before)
    {
        Till.Go(sale);
        sale.Scanned(code, "");
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.RewardsTitle), Style.Titles, indent: 1);
        if (Till.State.Basket.Member is { } member) canvas.PutRight(body, 0, $"{member.Name} {new Money(member.Points).Grouped()} {Say(Word.Points)}", Style.Strong, indent: 1);
        var (rewards, taken) = (Till.Lane.Rewards, Till.Lane.Claimed);
        var room = Math.Max(1, body.Height - 3 - (taken.Count > 0 ? taken.Count + 1 : 0));
        var first = Math.Clamp((chosen ?? 0) - room + 1, 0, Math.Max(0, rewards.Count - room));
        for (var i = 0; i < Math.Min(room, rewards.Count - first); i++) PaintOne(canvas, body, i + 2, first + i, rewards[first + i]);
        if (rewards.Count == 0) canvas.Put(body, 2, Say(Word.RewardsNone), Style.Faint, indent: 3);
        for (var i = 0; i < taken.Count; i++)
            canvas.Put(body, body.Height - taken.Count + i, $"{Say(Word.RewardTaken)}: {taken[i].Name} (-{new Money(taken[i].Points).Grouped()})", Style.Told, indent: 1);
    }

    /// <summary>The row that is meant, 0 for the first; -1 for none.</summary>
    int At(string text) => text.Length == 0 ? chosen ?? -1 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : -1;

    void PaintOne(Canvas canvas, Area body, int row, int at, OfferedReward one)
    {
        var style = at == chosen ? Style.Selected : one.WhyNot is null ? Style.Plain : Style.Faint;
        if (at == chosen) canvas.Bar(body, row, style);
        var figure = $"{new Money(one.Reward.Points).Grouped()} {Say(Word.Points)}";
        var left = one.Reward.Left is { } many ? $" ({Say(Word.RewardLeft, Math.Max(0, many))})" : "";
        var why = one.WhyNot is { } no ? $": {Words.In(Till.Language, no)}" : left;
        canvas.Put(body.Columns(0, body.Width - figure.Length - 2), row, $" {at + 1,2}  {one.Reward.Name}{why}", style);
        canvas.PutRight(body, row, figure, style, indent: 1);
    }

    void Take(OfferedReward one)
    {
        var reason = Say(Word.ReasonRewardBack);
        if (Till.Lane.Claim(one.Reward.RewardId).IsRefused(out var refusal, out var taken)) Till.Refuse(refusal);
        else
        {
            chosen = null;
            Till.Done(Say(Word.RewardTakenTold, taken.Name, new Money(taken.Points).Grouped()), () => Till.Lane.CancelClaim(taken.RewardClaimId, reason).Refusal);
        }
    }

    void GiveBack()
    {
        var (last, reason) = (Till.Lane.Claimed[^1], Say(Word.ReasonRewardBack));
        if (Till.Lane.CancelClaim(last.RewardClaimId, reason).IsRefused(out var refusal, out _)) Till.Refuse(refusal);
        else
        {
            Till.Undo = null;
            Till.Tell(Word.RewardGivenBack, last.Name, new Money(last.Points).Grouped());
        }
    }
}
