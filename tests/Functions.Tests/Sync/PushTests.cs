using System.Net;
using System.Text.Json;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Sync;

public sealed class PushTests(TestServers servers)
{
    [Fact]
    public async Task A_batch_sent_twice_is_kept_once_and_answered_the_same()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var batch = terminal.Write(SaleOf.Product(terminal), SaleOf.Product(terminal));

        var first = await terminal.PushAsync(batch);
        var second = await terminal.PushAsync(batch);

        first.Status.ShouldBe(PushStatus.ok);
        first.AckThrough.ShouldBe(2);
        first.AckHash.ShouldBe(terminal.Hash);
        (second with { ServerClock = first.ServerClock, ServerTime = first.ServerTime }).ShouldBe(first);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(2);
    }

    [Fact]
    public async Task A_later_batch_that_overlaps_keeps_only_what_is_new()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var first = terminal.Write(SaleOf.Product(terminal), SaleOf.Product(terminal));
        await terminal.PushAsync(first);
        var second = terminal.Write(SaleOf.Product(terminal));

        var reply = await terminal.PushAsync(first with { Changes = [.. first.Changes, .. second.Changes], HeadSequence = 3 });

        reply.Status.ShouldBe(PushStatus.ok);
        reply.AckThrough.ShouldBe(3);
        reply.AckHash.ShouldBe(terminal.Hash);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(3);
    }

    [Fact]
    public async Task A_batch_after_a_gap_is_sent_back_to_what_the_cloud_has()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal));
        var headHash = terminal.Hash;
        terminal.Write(SaleOf.Product(terminal));

        var reply = await terminal.PushAsync(terminal.Write(SaleOf.Product(terminal)));

        reply.Status.ShouldBe(PushStatus.gap);
        reply.AckThrough.ShouldBe(1);
        reply.AckHash.ShouldBe(headHash);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(1);
    }

    [Fact]
    public async Task A_cloned_disk_that_sells_on_is_given_a_new_epoch_and_loses_no_sale()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal));
        var clone = terminal.Cloned();
        await terminal.PushAsync(SaleOf.Product(terminal));

        clone.Receipts += 100;
        var forked = await clone.PushAsync(clone.Write(SaleOf.Product(clone)));
        clone.TakeEpoch(forked.Epoch);
        var again = await clone.PushAsync(clone.Write(SaleOf.Product(clone)));

        forked.Status.ShouldBe(PushStatus.fork);
        forked.Epoch.ShouldBe(2);
        forked.AckThrough.ShouldBe(0);
        forked.AckHash.ShouldBe(HashChain.Genesis(terminal.Id, 2));
        again.Status.ShouldBe(PushStatus.ok);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(3);
    }

    [Fact]
    public async Task A_lost_answer_with_a_new_epoch_is_given_again()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal));
        var clone = terminal.Cloned();
        await terminal.PushAsync(SaleOf.Product(terminal));
        var other = clone.Write(SaleOf.Product(clone));

        var lost = await clone.PushAsync(other);
        var again = await clone.PushAsync(other);

        lost.Epoch.ShouldBe(2);
        again.Status.ShouldBe(PushStatus.fork);
        again.Epoch.ShouldBe(2);
    }

    [Fact]
    public async Task A_cloud_that_was_set_back_to_before_an_epoch_asks_for_everything_and_once_it_has_it_for_nothing()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var lost = terminal.Write(SaleOf.Product(terminal));
        (await terminal.PushAsync(lost)).Status.ShouldBe(PushStatus.ok);
        var acknowledged = lost.Changes[0].FactId;
        terminal.TakeEpoch(3);
        // As a restore leaves it: the fact and its place are gone, and the epochs after it were never given.
        await cloud.Ask<long>("with gone as (delete from fact returning fact_id) select count(*) from gone");
        await cloud.Ask<int>("update terminal set head_sequence = 0, head_hash = @genesis where terminal_id = @id returning epoch", new { genesis = HashChain.Genesis(terminal.Id, 1), id = terminal.Id.Value });

        var asked = await terminal.PushAsync(terminal.Write(SaleOf.Product(terminal)) with { LastAcknowledged = acknowledged });
        terminal.TakeEpoch(asked.Epoch);
        var again = terminal.WriteRaw((lost.Changes[0].Type, 1, lost.Changes[0].Payload));
        var refilled = await terminal.PushAsync(again with { Changes = [again.Changes[0] with { FactId = acknowledged }] });
        var question = await terminal.PushAsync(new ChangeBatch(terminal.Id, asked.Epoch - 1, 5, new('0', 64), 4, 0, "test", [], acknowledged));

        asked.Status.ShouldBe(PushStatus.refill);
        asked.Epoch.ShouldBe(4);
        refilled.Status.ShouldBe(PushStatus.ok);
        (await cloud.Ask<Guid>("select fact_id from fact")).ShouldBe(acknowledged);
        question.Status.ShouldBe(PushStatus.ok);
        (await cloud.Ask<int>("select epoch from terminal where terminal_id = @id", new { id = terminal.Id.Value })).ShouldBe(4);
    }

    [Fact]
    public async Task A_hash_that_does_not_follow_the_last_one_is_a_fork()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal));

        var reply = await terminal.PushAsync(terminal.Write(SaleOf.Product(terminal)) with { PreviousHash = new string('a', 64) });

        reply.Status.ShouldBe(PushStatus.fork);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(1);
    }

    [Fact]
    public async Task A_known_fact_with_another_body_is_set_aside_and_the_first_stays()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var kept = terminal.Write(SaleOf.Product(terminal));
        await terminal.PushAsync(kept);
        var before = terminal.Hash;
        var change = kept.Changes[0] with { Sequence = 2, Payload = """{"forged":true}""" };

        var reply = await terminal.PushAsync(kept with { FirstSequence = 2, PreviousHash = before, HeadSequence = 2, Changes = [change] });

        reply.Status.ShouldBe(PushStatus.ok);
        reply.AckThrough.ShouldBe(2);
        (await cloud.Ask<string>("select payload from fact")).ShouldBe(kept.Changes[0].Payload);
        (await cloud.Ask<string>("select cause from quarantine")).ShouldBe("other-body");
    }

    [Fact]
    public async Task A_revoked_terminal_pushes_into_quarantine_and_pulls_nothing()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        (await owner.PostAsync($"/v1/terminals/{terminal.Id}/revoke", null, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var batch = terminal.Write(SaleOf.Product(terminal));

        var reply = await terminal.PushAsync(batch);
        await terminal.PushAsync(batch);
        var pull = await terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", []);

        reply.Status.ShouldBe(PushStatus.quarantined);
        reply.AckThrough.ShouldBe(1);
        pull.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(0);
        (await cloud.Ask<long>("select count(*) from quarantine where cause = 'revoked'")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_pushes_of_one_terminal_at_once_keep_every_fact_once()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var batch = terminal.Write([.. Enumerable.Range(0, 50).Select(_ => SaleOf.Product(terminal))]);

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => terminal.PushAsync(batch)));

        replies.ShouldAllBe(reply => reply.Status == PushStatus.ok && reply.AckThrough == 50);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(50);
    }

    [Fact]
    public async Task A_terminal_cannot_push_for_another_nor_with_a_forged_signature()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var other = await cloud.EnrolAsync("DPS01");
        var batch = JsonSerializer.SerializeToUtf8Bytes(terminal.Write(SaleOf.Product(terminal)), WireJson.Default.ChangeBatch);

        var foreign = await other.SendAsync(HttpMethod.Post, "/sync/v1/push", batch);
        using var forger = new TestTerminal(cloud.Client, "JKT01", 1).With(terminal.Enrolled);
        var forged = await forger.SendAsync(HttpMethod.Post, "/sync/v1/push", batch);

        foreign.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await foreign.ProblemAsync()).Field.ShouldBe("terminalId");
        forged.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(0);
    }

    [Theory]
    [InlineData("not json", "not-json", null)]
    [InlineData("""{"changes":"none"}""", "field-wrong", "changes")]
    [InlineData("""{"terminalId":5}""", "field-wrong", "terminalId")]
    [InlineData("{}", "field-missing", "changes")]
    public async Task A_push_that_cannot_be_read_names_the_field(string body, string code, string? field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();

        var answer = await terminal.SendAsync(HttpMethod.Post, "/sync/v1/push", System.Text.Encoding.UTF8.GetBytes(body));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.ProblemAsync();
        problem.Code.ShouldBe(code);
        problem.Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_body_that_expands_beyond_its_bound_is_refused()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();

        var bomb = await terminal.SendAsync(HttpMethod.Post, "/sync/v1/push", new byte[ChangeBatch.maxExpandedBytes + 1], gzip: true);
        var large = await terminal.SendAsync(HttpMethod.Post, "/sync/v1/push", new byte[ChangeBatch.maxBytes + 1]);

        bomb.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
