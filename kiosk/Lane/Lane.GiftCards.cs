using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>What this till may take of one of the chain's own gift cards now; 0 for one that it has not asked about.</summary>
    public Money OnGiftCard(string number)
    {
        lock (door) return Rules.Terminal is { } terminal ? new(database.Read(db => Allowances.Of(db, GiftCard.IdOf(terminal.ChainId, number)).Left)) : Money.Zero;
    }

    bool HasOwnCards => Rules.Store?.Counter?.GiftCards == true;

    static IEnumerable<(Guid Card, Money Amount)> Cards(IEnumerable<(string? Reference, Money Amount)> parts, ChainId chain) =>
        parts.GroupBy(part => GiftCard.IdOf(chain, part.Reference)).Select(card => (card.Key, card.Aggregate(Money.Zero, (sum, part) => sum + part.Amount)));

    Refusal? BeyondCards(IEnumerable<OfferedTender> tenders)
    {
        if (!HasOwnCards || Rules.Terminal is not { } terminal) return null;
        foreach (var (card, amount) in Cards(tenders.Where(tender => tender.Kind == TenderKind.GiftCard).Select(tender => (tender.Reference, tender.Given)), terminal.ChainId))
        {
            var (left, answered) = database.Read(db => (Allowances.Of(db, card).Left, AllowanceQuestions.IsAnswered(db, card)));
            if (amount.Units <= left) continue;
            database.Write(db => AllowanceQuestions.Ask(db, changes, Scarce.GiftCard, card, DrawerLimit.Units, Now));
            return LaneRefusals.GiftCardNotHere(new(left), answered);
        }
        return null;
    }

    /// <summary>The sale with what it takes of the chain's own gift cards.</summary>
    static SaleCompleted TakeCards(Db db, SaleCompleted sale, ChainId chain)
    {
        var cards = Cards(sale.Tenders.Where(tender => tender.Kind == TenderKind.GiftCard).Select(tender => (tender.Reference, tender.Amount)), chain).ToArray();
        return cards.Length == 0 ? sale
            : sale with { Taken = [.. sale.Taken ?? [], .. cards.Select(card => new AllowanceTaken(Scarce.GiftCard, card.Card, card.Amount.Units, Allowances.Use(db, card.Card, card.Amount.Units)))] };
    }
}
