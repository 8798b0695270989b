using System.Text.Json;
using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <summary>
/// The commands about members: member PHONE|CARD, members NAME, nomember, offers, enrol PHONE|- CARD|- id|en yes|signed|no NAME, edit PHONE|- yes|signed|no|- NAME|-,
/// tag VIP,-GROSIR,0812..., profile, rewards,
/// claim PLACE (in the list of rewards), unclaim PLACE REASON (among those taken).
/// </summary>
public sealed partial class LaneConsole
{
    string? OfMembers(string word, string rest) => word switch
    {
        "member" => Said(Lane.AttachMember(rest), Member),
        "members" => List("members", Lane.SearchMembers(rest, searchLimit), (json, member) =>
        {
            json.WriteString("memberId", member.MemberId.Value);
            json.WriteString("name", member.Name);
            json.WriteString("tier", member.TierName);
            json.WriteNumber("points", member.Points);
            json.WriteString("phoneEnd", member.PhoneEnd);
        }),
        "nomember" => Said(Lane.DetachMember(), Basket),
        "offers" => List("offers", Lane.OffersForMember, (json, offer) => json.WriteString("name", offer.Name)),
        "enrol" => rest.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries) is [var phone, var card, var language, var consent, var name]
            ? Said(Lane.Enrol(new(name, Given(phone), Given(card), language, consent is "yes" or "signed", consent == "signed" ? ConsentWay.Signed : ConsentWay.Spoken)), Member)
            : Refused(new("not-readable", "Say enrol PHONE|- CARD|- id|en yes|signed|no NAME.", "enrol")),
        "edit" => rest.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is [var number, var said, var called]
            ? Said(Lane.ChangeMember(Given(called), Given(number), said == "-" ? null : said is "yes" or "signed", said == "signed" ? ConsentWay.Signed : ConsentWay.Spoken), Member)
            : Refused(new("not-readable", "Say edit PHONE|- yes|signed|no|- NAME|-.", "edit")),
        "tag" => Said(Lane.ChangeMember("", "", entries: rest), Member),
        "profile" => Lane.MemberProfile is { } profile ? List("entries", profile.Entries, (json, entry) =>
        {
            json.WriteString("kind", entry.Kind);
            json.WriteString("value", entry.Value);
        }) : Refused(LaneRefusals.MemberUnknown("")),
        "rewards" => List("rewards", Lane.Rewards, (json, offered) =>
        {
            json.WriteString("name", offered.Reward.Name);
            json.WriteNumber("points", offered.Reward.Points);
            if (offered.Reward.Left is { } left) json.WriteNumber("left", left);
            if (offered.WhyNot is { } no) json.WriteString("whyNot", no.Code);
        }),
        "claim" => Lane.Rewards.ElementAtOrDefault(Line(rest) - 1) is { } wanted ? Said(Lane.Claim(wanted.Reward.RewardId), Claimed) : Refused(LaneRefusals.RewardUnknown()),
        "unclaim" => Lane.Claimed.ElementAtOrDefault(Line(rest) - 1) is { } taken ? Said(Lane.CancelClaim(taken.RewardClaimId, Split(rest).After), Basket) : Refused(LaneRefusals.RewardUnknown()),
        _ => null
    };

    static string Given(string text) => text == "-" ? "" : text;

    static void Member(Utf8JsonWriter json, BasketMember member)
    {
        json.WriteString("memberId", member.MemberId.Value);
        json.WriteString("member", member.Name);
        json.WriteString("tier", member.TierName);
        json.WriteNumber("points", member.Points);
    }

    void Claimed(Utf8JsonWriter json, ClaimedReward reward)
    {
        json.WriteString("claimId", reward.RewardClaimId.Value);
        json.WriteString("name", reward.Name);
        json.WriteNumber("pointsLeft", Lane.State.Basket.Member!.Points);
    }

    static string List<T>(string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> tell) => Line(json =>
    {
        json.WriteBoolean("ok", true);
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            tell(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
