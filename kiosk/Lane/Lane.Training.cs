using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    bool practises;

    /// <summary>
    /// Begins a training for whoever is signed in. This lane and its basket stay as they are; the training has a lane of its own.
    /// </summary>
    public Decision<Training> BeginTraining(Approval? approval = null)
    {
        lock (door)
        {
            if (Rules.Store is null) return LaneRefusals.NotReady();
            if (cashier is null) return LaneRefusals.SignInFirst();
            if (practises) return LaneRefusals.InTraining();
            if (Allowed(Right.Training, cashier.StaffId.Value, Money.Zero, approval).IsRefused(out var refusal, out var given)) return refusal;
            if (given is not null) database.Write(db => Use(db, given));
            return Training.Begin(database, changes, time, cashier, paper, slips, () => PaperWaits?.Invoke());
        }
    }

    /// <summary>The trainee is who was signed in at the real lane, and the drawer of a training is open and empty.</summary>
    internal void Seat(StaffItem trainee)
    {
        lock (door)
        {
            (cashier, practises) = (trainee, true);
            OpenTill(Money.Zero);
        }
    }
}
