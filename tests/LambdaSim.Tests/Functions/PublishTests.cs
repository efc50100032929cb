namespace LambdaSim.Tests.Functions;

public class PublishTests
{
    [Fact]
    [Pins("CTL-PUBLISH")]
    public void A_version_is_active_at_once_and_changes_the_revision_of_latest()
    {
        var world = new ServiceWorld().WithFunction();
        var before = world.Get();

        var version = world.Publish("first");

        Assert.Equal(("1", "first", "Active", "Successful"), (version.Version, version.Description, version.State, version.LastUpdateStatus));
        Assert.EndsWith(":function:fn:1", version.FunctionArn, StringComparison.Ordinal);
        Assert.NotEqual(before.RevisionId, world.Get().RevisionId);
        Assert.Equal("", world.Get().Description);
        Assert.Equal(version.RevisionId, world.Settle().Get("1").RevisionId);
    }

    [Fact]
    [Pins("CTL-PUBLISH")]
    public void Each_update_since_the_last_version_counts_even_with_equal_values()
    {
        var world = new ServiceWorld().WithFunction();
        var code = FunctionSamples.Zip();
        string Update(bool publish)
        {
            var version = world.Service.UpdateFunctionCode(new() { FunctionName = "fn", ZipFile = code, Publish = publish }).Version!;
            world.Settle();
            return version;
        }

        Assert.Equal(("1", "1"), (world.Publish().Version, world.Publish().Version));
        Assert.Equal(("2", "3"), (Update(publish: true), Update(publish: true)));
        Assert.Equal("$LATEST", Update(publish: false));
        Assert.Equal(("4", "4"), (world.Publish().Version, world.Publish().Version));
        Assert.Equal(("5", "5"), (world.Changed(new() { FunctionName = "fn", Timeout = 3 }).Publish().Version, world.Publish("x").Version));
    }

    [Fact]
    [Pins("CTL-PUBLISH")]
    public void What_is_no_update_of_the_function_is_no_reason_for_a_version()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();
        world.Service.UpdateFunctionCode(new() { FunctionName = "fn", ZipFile = FunctionSamples.Zip(), DryRun = true });
        world.Service.PutFunctionConcurrency(new() { FunctionName = "fn", ReservedConcurrentExecutions = 3 });
        world.Service.TagResource(new() { Resource = world.Get().FunctionArn, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" } });
        world.Service.CreateAlias(new() { FunctionName = "fn", Name = "live", FunctionVersion = "1" });
        FunctionSamples.ErrorOf(() => world.Service.UpdateFunctionConfiguration(new() { FunctionName = "fn", Timeout = 4, RevisionId = "old" }));

        Assert.Equal("1", world.Publish().Version);
    }

    [Fact]
    [Pins("CTL-PUBLISH")]
    public void Nothing_new_is_published_when_nothing_was_updated()
    {
        var world = new ServiceWorld().WithFunction();
        var first = world.Publish("first");
        var before = world.Get().RevisionId;

        Assert.Equal(first, world.Publish("another description") with { Architectures = first.Architectures, EphemeralStorage = first.EphemeralStorage });
        Assert.Equal(before, world.Get().RevisionId);
    }

    [Fact]
    public void A_changed_description_of_the_function_is_a_change()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();

        Assert.Equal("2", world.Changed(new() { FunctionName = "fn", Description = "new" }).Publish().Version);
    }

    [Fact]
    [Pins("CTL-PUBLISH")]
    public void Only_the_last_version_is_compared_with()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();
        world.Changed(new() { FunctionName = "fn", Timeout = 9 }).Publish();

        Assert.Equal("3", world.Changed(new() { FunctionName = "fn", Timeout = 3 }).Publish().Version);
    }

    [Fact]
    public void A_version_keeps_what_it_was_published_with()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();
        world.Changed(new() { FunctionName = "fn", Timeout = 9 });

        Assert.Equal((9, 3), (world.Get().Timeout, world.Get("1").Timeout));
    }

    [Fact]
    [Pins("CTL-VERSION-NUMBERS")]
    public void Numbers_are_never_used_again_not_even_by_a_new_function_of_the_name()
    {
        var world = new ServiceWorld().WithFunction();
        world.Publish();
        world.Service.DeleteFunction(new() { FunctionName = "fn", Qualifier = "1" });
        Assert.Equal("2", world.Publish().Version);
        world.Service.DeleteFunction(new() { FunctionName = "fn" });

        Assert.Equal("3", world.WithFunction().Publish().Version);
    }

    [Fact]
    public void Another_hash_of_the_code_is_refused() =>
        Assert.StartsWith("400 InvalidParameterValueException: CodeSHA256 (aaaa) is different from current CodeSHA256 in $LATEST (",
            FunctionSamples.ErrorOf(() => new ServiceWorld().WithFunction().Service.PublishVersion(new() { FunctionName = "fn", CodeSha256 = "aaaa" })), StringComparison.Ordinal);

    [Fact]
    public void Creating_with_publish_describes_version_1_under_the_unqualified_ARN()
    {
        var world = new ServiceWorld();

        var created = world.Service.CreateFunction(FunctionSamples.Create() with { Publish = true });
        world.Settle();

        Assert.Equal(("1", "Pending", null), (created.Version, created.State, created.LastUpdateStatus));
        Assert.EndsWith(":function:fn", created.FunctionArn, StringComparison.Ordinal);
        Assert.Equal(3, new[] { created.RevisionId, world.Get().RevisionId, world.Get("1").RevisionId }.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("1", world.Publish().Version);
    }

    [Fact]
    public void New_code_with_publish_describes_the_pending_version()
    {
        var world = new ServiceWorld().WithFunction();

        var version = world.Service.UpdateFunctionCode(new() { FunctionName = "fn", ZipFile = FunctionSamples.Zip("other"), Publish = true });

        Assert.Equal(("1", "Pending", null, "InProgress"), (version.Version, version.State, version.LastUpdateStatus, world.Get().LastUpdateStatus));
        Assert.EndsWith(":function:fn:1", version.FunctionArn, StringComparison.Ordinal);
        Assert.Equal("Active", world.Settle().Get("1").State);
    }

    [Fact]
    [Pins("CTL-SNAPSTART")]
    public void A_version_with_snapshot_is_pending_until_it_is_taken()
    {
        var world = new ServiceWorld().With(FunctionSamples.Create() with { SnapStart = new() { ApplyOn = "PublishedVersions" } });

        var version = world.Publish();

        Assert.Equal(("Pending", "Off"), (version.State, version.SnapStart!.OptimizationStatus));
        Assert.Equal(("Active", "On", "Off"), (world.Settle().Get("1").State, world.Get("1").SnapStart!.OptimizationStatus, world.Get().SnapStart!.OptimizationStatus));
    }

    [Fact]
    [Pins("CTL-LIST")]
    public void Versions_are_listed_by_number_after_latest()
    {
        var world = new ServiceWorld().WithFunction();
        for (var i = 1; i <= 11; i++)
        {
            world.Changed(new() { FunctionName = "fn", Timeout = i }).Publish();
        }

        var first = world.Service.ListVersionsByFunction(new() { FunctionName = "fn", MaxItems = 10 });

        Assert.Equal(["$LATEST", "1", "2", "3", "4", "5", "6", "7", "8", "9"], first.Versions!.Select(v => v.Version));
        Assert.Equal(["10", "11"], world.Service.ListVersionsByFunction(new() { FunctionName = "fn", Marker = first.NextMarker }).Versions!.Select(v => v.Version));
        Assert.EndsWith(":$LATEST", first.Versions![0].FunctionArn, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("CTL-ACCOUNT")]
    public void The_account_counts_every_version_and_every_reservation()
    {
        var world = new ServiceWorld().WithFunction().WithFunction("other");
        var size = world.Get().CodeSize;
        world.Publish();
        world.Service.DeleteFunction(new() { FunctionName = "other" });
        world.Plane.Functions["fn"].ReservedConcurrency = 100;

        var account = world.Service.GetAccountSettings(new());

        Assert.Equal((2 * size, 1), (account.AccountUsage!.TotalCodeSize, account.AccountUsage.FunctionCount));
        Assert.Equal((1_000, 900), (account.AccountLimit!.ConcurrentExecutions, account.AccountLimit.UnreservedConcurrentExecutions));
    }
}
